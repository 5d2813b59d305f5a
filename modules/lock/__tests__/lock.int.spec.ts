import { fork, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import path from "node:path"
import { setTimeout as delay } from "node:timers/promises"
import { Client } from "pg"
import { PostgresLockProvider } from "../provider"

const { DATABASE_URL = "" } = process.env
const withPostgres = DATABASE_URL === "" ? describe.skip : describe
const children: ChildProcess[] = []
const providers: PostgresLockProvider[] = []
const schema = `lock_test_${process.pid}`
const databaseUrl = `${DATABASE_URL}?options=${encodeURIComponent(`-c search_path=${schema}`)}`

function open(): PostgresLockProvider {
  const provider = new PostgresLockProvider({}, { databaseUrl })
  providers.push(provider)
  return provider
}

/** A process of its own that holds a key until it is killed. */
async function holdElsewhere(key: string): Promise<ChildProcess> {
  const child = fork(path.join(__dirname, "hold-lock.ts"), [databaseUrl, key], {
    execArgv: ["-r", "ts-node/register"],
    env: { ...process.env, TS_NODE_PROJECT: path.join(__dirname, "../../../tsconfig.json") },
  })
  children.push(child)
  await once(child, "message")
  return child
}

async function administer(sql: string) {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  const result = await client.query(sql)
  await client.end()
  return result
}

withPostgres("locks on Postgres", () => {
  let key = ""
  let turn = 0

  beforeAll(() =>
    administer(`CREATE SCHEMA ${schema};
      CREATE UNLOGGED TABLE ${schema}.lock_lease
        (key text PRIMARY KEY, owner_id text, holder int NOT NULL, expires_at timestamptz)`)
  )
  beforeEach(() => {
    turn += 1
    key = `cart_${turn}`
  })
  afterEach(async () => {
    for (const child of children.splice(0)) {
      child.kill("SIGKILL")
    }
    await Promise.all(providers.splice(0).map((provider) => provider.close()))
  })
  afterAll(() => administer(`DROP SCHEMA ${schema} CASCADE`))

  it("are one process's at a time, and free again once released", async () => {
    const [one, two] = [open(), open()]
    await one.acquire(key)
    await expect(two.acquire(key)).rejects.toThrow(`Failed to acquire lock for key "${key}"`)
    await expect(one.acquire(key)).rejects.toThrow("Failed to acquire")
    expect(await one.release(key)).toBe(true)
    await two.acquire(key)
  })

  it("are the same owner's however often it asks", async () => {
    const [one, two] = [open(), open()]
    await one.acquire(key, { ownerId: "workflow-1" })
    await two.acquire(key, { ownerId: "workflow-1" })
    await expect(two.acquire(key, { ownerId: "workflow-2" })).rejects.toThrow("Failed to acquire")
    expect(await two.release(key, { ownerId: "workflow-2" })).toBe(false)
    expect(await two.release(key, { ownerId: "workflow-1" })).toBe(true)
  })

  it("end with the process that held them", async () => {
    const child = await holdElsewhere(key)
    const provider = open()
    await expect(provider.acquire(key, { expire: 120 })).rejects.toThrow("Failed to acquire")
    child.kill("SIGKILL")
    await once(child, "exit")
    const killed = Date.now()
    await provider.execute(key, () => Promise.resolve())
    expect(Date.now() - killed).toBeLessThan(1_000)
  })

  it("end with their time", async () => {
    const [one, two] = [open(), open()]
    await one.acquire(key, { expire: 0.2 })
    await expect(two.acquire(key)).rejects.toThrow("Failed to acquire")
    await two.execute(key, () => Promise.resolve())
    expect(await one.release(key)).toBe(false)
  })

  it("are taken all or none", async () => {
    const [one, two] = [open(), open()]
    await one.acquire(`${key}_b`)
    await expect(two.acquire([`${key}_a`, `${key}_b`])).rejects.toThrow(`"${key}_b"`)
    await one.acquire([`${key}_a`, `${key}_a`])
  })

  it("let jobs in one at a time, from several processes", async () => {
    const both = [open(), open()]
    let inside = 0
    let most = 0
    const job = async () => {
      inside += 1
      most = Math.max(most, inside)
      await delay(2)
      inside -= 1
    }
    await Promise.all(
      Array.from({ length: 20 }, () => both.map((one) => one.execute([key, "stock"], job))).flat()
    )
    expect(most).toBe(1)
  })

  it("give up waiting in time, and are given back when the job fails", async () => {
    const [one, two] = [open(), open()]
    await one.acquire(key)
    await expect(two.execute(key, () => Promise.resolve(), { timeout: 1 })).rejects.toThrow(
      "Timed-out acquiring lock."
    )
    await one.release(key)
    await expect(two.execute(key, () => Promise.reject(new Error("no")))).rejects.toThrow("no")
    await one.acquire(key)
  })

  it("go on after the connection was cut", async () => {
    const provider = open()
    await provider.acquire(key)
    await administer(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'txova-locks' AND datname = current_database()"
    )
    const other = open()
    await other.execute(key, () => Promise.resolve())
    await provider.execute(`${key}_other`, () => Promise.resolve())
  })
})
