import { EventEmitter } from "node:events"
import { createPostgresTagBus, type TagConnection } from "../tag-bus-postgres"
import { decodeTags, encodeTags, longestPayload } from "../tag-message"
import { until } from "./front-world"

describe("the messages of the tag bus", () => {
  it("carry any tag to another process and nothing back to their own", () => {
    const tags = ["product:1", "with space", "ação", "*"]
    const [message = ""] = encodeTags("me", tags)
    expect(decodeTags("other", message)).toEqual(tags)
    expect(decodeTags("me", message)).toBeUndefined()
  })

  it("fit into a NOTIFY, however many tags there are", () => {
    const tags = Array.from({ length: 1_000 }, (_, index) => `product:prod_01HZX${index}`)
    const messages = encodeTags("me", tags)
    expect(messages.length).toBeGreaterThan(1)
    expect(Math.max(...messages.map((text) => Buffer.byteLength(text)))).toBeLessThanOrEqual(
      longestPayload
    )
    expect(messages.flatMap((message) => decodeTags("other", message) ?? [])).toEqual(tags)
  })

  it("say everything rather than too much", () => {
    const many = Array.from({ length: 50_000 }, (_, index) => `product:${index}`)
    expect(encodeTags("me", many)).toEqual(["me *"])
    expect(encodeTags("me", ["x".repeat(8_000)])).toEqual(["me *"])
  })

  it("say everything when they cannot be read", () => {
    expect(decodeTags("me", "other %zz")).toEqual(["*"])
  })
})

/** A Postgres in memory: what is notified reaches every connection that is open. */
class FakePostgres {
  readonly open = new Set<EventEmitter>()
  readonly notified: string[] = []
  refusing = false
  hold: Promise<void> | undefined

  makeClient = (): TagConnection => {
    const client = new EventEmitter()
    const close = () => {
      this.open.delete(client)
      client.emit("end")
    }
    return Object.assign(client, {
      connect: () => {
        if (this.refusing) {
          return Promise.reject(new Error("refused"))
        }
        this.open.add(client)
        return Promise.resolve()
      },
      end: () => {
        close()
        return Promise.resolve()
      },
      query: async (sql: string, values?: string[]) => {
        if (sql.includes("pg_notify")) {
          await this.hold
          const payload = values?.[1] ?? ""
          this.notified.push(payload)
          this.open.forEach((other) => other.emit("notification", { payload }))
        }
      },
    }) as unknown as TagConnection
  }

  cut(): void {
    for (const client of [...this.open]) {
      this.open.delete(client)
      client.emit("error", new Error("terminated"))
    }
  }
}

describe("the tag bus on Postgres", () => {
  const startBus = (postgres: FakePostgres) =>
    createPostgresTagBus({ makeClient: postgres.makeClient, retryMs: 1 })

  it("tells other processes and not itself", async () => {
    const postgres = new FakePostgres()
    const [one, two] = [await startBus(postgres), await startBus(postgres)]
    const heard: string[][] = [[], []]
    one.subscribe((tags) => heard[0]?.push(...tags))
    two.subscribe((tags) => heard[1]?.push(...tags))
    await one.publish(["a", "b"])
    expect(heard).toEqual([[], ["a", "b"]])
    await one.close()
    await two.close()
    expect(postgres.open.size).toBe(0)
  })

  it("puts together what is published while a message is on its way", async () => {
    const postgres = new FakePostgres()
    const bus = await startBus(postgres)
    let release: () => void = () => undefined
    postgres.hold = new Promise((resolve) => (release = resolve))
    const published = ["a", "b", "c", "b"].map((tag) => bus.publish([tag]))
    release()
    await Promise.all(published)
    expect(postgres.notified.map((message) => decodeTags("", message))).toEqual([["a"], ["b", "c"]])
    await bus.close()
  })

  it("says everything to both sides after its connection was lost", async () => {
    const postgres = new FakePostgres()
    const onError = jest.fn()
    const bus = await createPostgresTagBus({
      makeClient: postgres.makeClient,
      retryMs: 1,
      onError,
    })
    const heard: string[] = []
    bus.subscribe((tags) => heard.push(...tags))
    postgres.refusing = true
    postgres.cut()
    await bus.publish(["lost"])
    await until(() => onError.mock.calls.length > 2)
    postgres.refusing = false
    await until(() => postgres.notified.length === 1)
    expect(heard).toEqual(["*"])
    expect(decodeTags("", postgres.notified[0] ?? "")).toEqual(["*"])
    await bus.close()
  })

  it("says at its start when it cannot listen", async () => {
    const postgres = new FakePostgres()
    postgres.refusing = true
    await expect(startBus(postgres)).rejects.toThrow("refused")
  })

  it("stops telling who no longer listens", async () => {
    const postgres = new FakePostgres()
    const [one, two] = [await startBus(postgres), await startBus(postgres)]
    const listener = jest.fn()
    two.subscribe(listener)()
    await one.publish(["a"])
    expect(listener).not.toHaveBeenCalled()
    await one.close()
    await two.close()
  })
})
