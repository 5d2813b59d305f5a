import { PostgresLockProvider } from "../provider"

/** Takes a lock for two minutes and waits for its end. */
const [databaseUrl = "", key = ""] = process.argv.slice(2)
setInterval(() => undefined, 60_000)
void new PostgresLockProvider({}, { databaseUrl })
  .acquire(key, { expire: 120 })
  .then(() => process.send?.("held"))
