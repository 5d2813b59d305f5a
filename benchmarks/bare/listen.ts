import { once } from "node:events"
import type { Server } from "node:http"

/** What the parent sends a bare server to answer from. */
export async function planOf<Plan>(): Promise<Plan> {
  const [plan] = (await once(process, "message")) as [Plan]
  return plan
}

/** Listens on a free port of this machine and tells the parent which. */
export function listen(server: Server): void {
  server.listen(0, "127.0.0.1", () => {
    const address = server.address()
    process.send?.({ port: typeof address === "object" ? address?.port : undefined })
  })
  // A parent that dies without a word takes this server with it.
  process.once("disconnect", () => process.exit(0))
}
