import { setTimeout as delay } from "node:timers/promises"
import { remembered } from "../remembered"

describe("a remembered answer", () => {
  it("is asked for once, however many want it at the same time and shortly after", async () => {
    let asked = 0
    const answer = remembered(async () => {
      asked += 1
      await delay(5)
      return asked
    }, 1_000)
    expect(await Promise.all([answer(), answer(), answer()])).toEqual([1, 1, 1])
    expect(await answer()).toBe(1)
    expect(asked).toBe(1)
  })

  it("is asked for again when its time is over", async () => {
    let asked = 0
    const answer = remembered(() => Promise.resolve((asked += 1)), 1)
    expect(await answer()).toBe(1)
    await delay(10)
    expect(await answer()).toBe(2)
  })

  it("is not kept where it was a failure", async () => {
    let asked = 0
    const answer = remembered(() => {
      asked += 1
      return asked === 1 ? Promise.reject(new Error("away")) : Promise.resolve("back")
    }, 60_000)
    await expect(Promise.all([answer(), answer()])).rejects.toThrow("away")
    expect(await answer()).toBe("back")
  })
})
