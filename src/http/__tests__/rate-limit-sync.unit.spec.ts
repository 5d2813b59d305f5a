import { createRateLimiter } from "../rate-limit"
import type { CountStore } from "../rate-limit-sync"
import { limitsWith } from "./front-world"

const start = 60_000_000

/** A store in memory, which can be made to fail. */
function memoryStore(): CountStore & { failing: boolean; totals: Map<string, number> } {
  const totals = new Map<string, number>()
  return {
    failing: false,
    totals,
    add(increments) {
      if (this.failing) {
        return Promise.reject(new Error("unreachable"))
      }
      const added = increments.map(({ key, by }) => {
        const total = (totals.get(key) ?? 0) + by
        totals.set(key, total)
        return total
      })
      return Promise.resolve(added)
    },
  }
}

describe("limiters that share a store", () => {
  const limits = limitsWith("write", { perAddress: 10 })
  const share = (store: CountStore, onStoreError = jest.fn()) =>
    createRateLimiter({ limits, store, onStoreError, syncMs: 3_600_000 })
  const take = (limiter: ReturnType<typeof share>, times: number) => {
    for (let count = 0; count < times; count += 1) {
      limiter.take("write", "a", start)
    }
  }

  it("add up what each counted, behind the requests", async () => {
    const store = memoryStore()
    const [one, two] = [share(store), share(store)]
    take(one, 4)
    take(two, 3)
    expect(one.take("write", "a", start).remaining).toBe(5)
    await one.sync()
    await two.sync()
    expect(two.take("write", "a", start).remaining).toBe(1)
    await two.sync()
    expect([...store.totals.values()]).toEqual([9])
    one.take("write", "a", start)
    await one.sync()
    expect(one.take("write", "a", start).allowed).toBe(false)
  })

  it("carry the others' counts into the next minute", async () => {
    const store = memoryStore()
    const [one, two] = [share(store), share(store)]
    take(one, 6)
    take(two, 1)
    await one.sync()
    await two.sync()
    expect(two.take("write", "a", start + 60_000).remaining).toBe(2)
  })

  it("go on by their own counts while the store fails, and catch up", async () => {
    const store = memoryStore()
    const onStoreError = jest.fn()
    const limiter = share(store, onStoreError)
    store.failing = true
    take(limiter, 2)
    await limiter.sync()
    expect(onStoreError).toHaveBeenCalledTimes(1)
    expect(limiter.take("write", "a", start).remaining).toBe(7)
    store.failing = false
    await limiter.sync()
    expect([...store.totals.values()]).toEqual([3])
  })

  it("keep what one key failed to add for the next time", async () => {
    const store = memoryStore()
    const limiter = share({
      add: jest
        .fn()
        .mockResolvedValueOnce([undefined])
        .mockImplementation((...given: Parameters<CountStore["add"]>) => store.add(...given)),
    })
    take(limiter, 2)
    await limiter.sync()
    await limiter.sync()
    expect([...store.totals.values()]).toEqual([2])
  })
})
