import { createSlots, NoSlotError } from "../slots"

it("runs so many at once, keeps so many waiting, and refuses the rest", async () => {
  const inTurn = createSlots(2, 1)
  const ends: (() => void)[] = []
  const work = () => new Promise<void>((resolve) => ends.push(resolve))

  const [first, second, third] = [inTurn(work), inTurn(work), inTurn(work)]
  expect(ends).toHaveLength(2)
  await expect(inTurn(work)).rejects.toBeInstanceOf(NoSlotError)

  ends[0]?.()
  await first
  expect(ends).toHaveLength(3)
  ends[1]?.()
  ends[2]?.()
  await Promise.all([second, third])
})

it("gives a slot back where work fails", async () => {
  const inTurn = createSlots(1, 0)
  await expect(inTurn(() => Promise.reject(new Error("no")))).rejects.toThrow("no")
  expect(await inTurn(() => Promise.resolve("done"))).toBe("done")
})
