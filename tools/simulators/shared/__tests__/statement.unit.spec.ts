import { createBook, takenBack, type NewEntry } from "../book"
import { createIds } from "../ids"
import { statementOf } from "../statement"

let now = new Date("2026-03-09T21:30:00Z")
const details: NewEntry = {
  kind: "charge",
  reference: "R1",
  orderReference: "TX1",
  of: null,
  phone: "+258841234567",
  amount: 12_550,
}

const newBook = () => createBook(createIds("seed"), () => now)

describe("a statement", () => {
  it("lists what was asked for on a day of Maputo's, whatever became of it", () => {
    const book = newBook()
    book.open(details)
    book.settle("R1", "completed")
    book.open({ ...details, reference: "R2", amount: 5 })
    now = new Date("2026-03-09T22:00:00Z")
    book.open({ ...details, reference: "R3" })
    const receipt = book.find("R1")?.receipt ?? ""
    expect(statementOf(book.entries(), "2026-03-09").split("\r\n")).toEqual([
      "receipt,reference,kind,phone,amount,time,state",
      `${receipt},R1,charge,**********567,125.50,2026-03-09T23:30:00+02:00,completed`,
      ",R2,charge,**********567,0.05,2026-03-09T23:30:00+02:00,pending",
      "",
    ])
    expect(statementOf(book.entries(), "2026-03-10")).toContain(
      ",R3,charge,**********567,125.50,2026-03-10T00:00:00+02:00,pending"
    )
  })
})

describe("a book", () => {
  it("holds as moved only what was completed", () => {
    const book = newBook()
    book.open(details)
    book.open({ ...details, reference: "R2" })
    book.settle("R1", "completed")
    book.settle("R2", "cancelled")
    expect(book.movements().map(({ reference }) => reference)).toEqual(["R1"])
    book.settle("R2", "completed")
    expect(book.movements().map(({ reference }) => reference)).toEqual(["R1", "R2"])
  })

  it("knows what of a charge was taken back, or is about to be", () => {
    const book = newBook()
    book.open(details)
    const receipt = book.settle("R1", "completed")?.receipt ?? ""
    const refund = { ...details, kind: "refund" as const, of: receipt }
    book.open({ ...refund, reference: "R2", amount: 100 })
    book.open({ ...refund, reference: "R3", amount: 50 })
    book.open({ ...refund, reference: "R4", amount: 7 })
    book.settle("R2", "completed")
    book.settle("R4", "failed")
    expect(takenBack(book, receipt)).toBe(150)
  })

  it("makes the same ids from the same seed", () => {
    const [one, same, other] = [createIds("a"), createIds("a"), createIds("b")].map((ids) => [
      ids.receipt(),
      ids.conversation(),
    ])
    expect(one).toEqual(same)
    expect(one).not.toEqual(other)
    expect(one).toEqual([
      expect.stringMatching(/^[0-9A-Z]{11}$/),
      expect.stringMatching(/^[0-9a-f]{32}$/),
    ])
  })
})
