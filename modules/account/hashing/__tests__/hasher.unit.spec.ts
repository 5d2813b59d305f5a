import { spawnSync } from "node:child_process"
import { readdirSync, readFileSync } from "node:fs"
import { monitorEventLoopDelay } from "node:perf_hooks"
import { verifySync } from "@node-rs/bcrypt"
import { createHasher, HasherBusyError, type Hasher } from "../hasher"

/** Niceness of each thread of this process: the 19th field of its stat, the 17th after the name. */
function niceOfThreads(): Map<string, number> {
  const threads = readdirSync("/proc/self/task")
  return new Map(
    threads.map((id) => {
      const stat = readFileSync(`/proc/self/task/${id}/stat`, "utf8")
      return [id, Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[16])]
    })
  )
}

describe("a hasher", () => {
  let hasher: Hasher

  beforeAll(() => {
    hasher = createHasher()
  })

  afterAll(() => hasher.close())

  it("hashes by bcrypt at cost 12, with a salt each time", async () => {
    const [one, other] = await Promise.all([hasher.hash("feijão"), hasher.hash("feijão")])
    expect(one).toMatch(/^\$2b\$12\$[./A-Za-z0-9]{53}$/)
    expect(other).not.toBe(one)
    expect(verifySync("feijão", one)).toBe(true)
  })

  it("knows the password from others", async () => {
    const hash = await hasher.hash("SecurePassword123!")
    expect(await hasher.verify("SecurePassword123!", hash)).toBe(true)
    expect(await hasher.verify("SecurePassword123?", hash)).toBe(false)
    expect(await hasher.verify("", hash)).toBe(false)
  })

  it("heeds all of a long password", async () => {
    const start = "á".repeat(99)
    const hash = await hasher.hash(`${start}b`)
    expect(await hasher.verify(`${start}b`, hash)).toBe(true)
    expect(await hasher.verify(`${start}c`, hash)).toBe(false)
  })

  it("takes both forms of a letter for one, and no NUL for the end", async () => {
    const hash = await hasher.hash("mangã")
    expect(await hasher.verify("manga\u0303", hash)).toBe(true)
    expect(await hasher.verify("mangã\0mangã", hash)).toBe(false)
  })

  it("works as long without a hash, or with a broken one, and says no", async () => {
    const hash = await hasher.hash("SecurePassword123!")
    const timed = async (stored: string | undefined) => {
      const start = performance.now()
      expect(await hasher.verify("another", stored)).toBe(false)
      return performance.now() - start
    }
    const known = Math.min(await timed(hash), await timed(hash))
    expect(Math.max(await timed(undefined), await timed(undefined))).toBeGreaterThan(known / 2)
    expect(await timed("not a hash")).toBeGreaterThan(known / 2)
  })

  it("refuses beyond its queue's limit, and does what it has taken", async () => {
    const small = createHasher({ workers: 1, maxQueued: 1 })
    const taken = [small.hash("a"), small.hash("b")]
    await expect(small.hash("c")).rejects.toBeInstanceOf(HasherBusyError)
    await expect(small.verify("c", undefined)).rejects.toBeInstanceOf(HasherBusyError)
    expect(await Promise.all(taken)).toHaveLength(2)
    await small.close()
  })

  it("rejects what it has not done, once closed", async () => {
    const closed = createHasher({ workers: 1 })
    const settled = Promise.allSettled([closed.hash("a"), closed.hash("b")])
    await closed.close()
    expect((await settled).map(({ status }) => status)).toEqual(["rejected", "rejected"])
    await expect(closed.hash("c")).rejects.toThrow("closed")
  })

  it("leaves the event loop free while it hashes eight", async () => {
    await hasher.hash("starts the workers")
    const delay = monitorEventLoopDelay({ resolution: 5 })
    delay.enable()
    await Promise.all(Array.from({ length: 8 }, () => hasher.hash("SecurePassword123!")))
    delay.disable()
    // Nanoseconds. The 95th percentile: another process may take a core for a moment.
    expect(delay.percentile(95) / 1e6).toBeLessThan(50)
  })
})

const onLinux = process.platform === "linux" ? describe : describe.skip

onLinux("a hasher's threads", () => {
  it("alone are nicer than the process", async () => {
    const before = niceOfThreads()
    const hasher = createHasher({ workers: 2 })
    await Promise.all([hasher.hash("a"), hasher.hash("b")])
    const after = niceOfThreads()
    const own = after.get(String(process.pid)) ?? NaN
    const nicer = [...after].filter(([id, nice]) => nice > own && !before.has(id))
    await hasher.close()

    expect(nicer.map(([, nice]) => nice)).toEqual(Array(2).fill(Math.min(19, own + 10)))
    for (const [id, nice] of before) {
      expect(after.get(id) ?? nice).toBe(nice)
    }
  })
})

describe("a script that has hashed", () => {
  it("ends by itself, under ts-node too", () => {
    const script = `
      const { createHasher } = require(${JSON.stringify(require.resolve("../hasher"))})
      createHasher().hash("SecurePassword123!").then((hash) => process.stdout.write(hash))
    `
    const ended = spawnSync(process.execPath, ["-r", "ts-node/register", "-e", script], {
      timeout: 60_000,
      encoding: "utf8",
    })
    expect(ended.stderr).toBe("")
    expect(ended.status).toBe(0)
    expect(ended.stdout).toMatch(/^\$2b\$12\$/)
  })
})
