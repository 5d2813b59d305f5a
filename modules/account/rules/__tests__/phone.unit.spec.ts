import { mayBeTexted, normalizePhone } from "../phone"

describe("normalizePhone", () => {
  it.each([
    "+258841234567",
    "258841234567",
    "841234567",
    "84 123 4567",
    " 84-123-4567 ",
    "+258 (84) 123 4567",
    "00258841234567",
    "0841234567",
    "８４１２３４５６７",
  ])("reads %s as one Mozambican number", (input) => {
    expect(normalizePhone(input)).toBe("+258841234567")
  })

  it.each(["82", "83", "84", "85", "86", "87"])("takes the prefix %s", (prefix) => {
    expect(normalizePhone(`${prefix}1234567`)).toBe(`+258${prefix}1234567`)
  })

  it.each([
    ["+27 82 123 4567", "+27821234567"],
    ["+351 912 345 678", "+351912345678"],
    ["+44 20 7946 0958", "+442079460958"],
  ])("takes %s of another country", (input, number) => {
    expect(normalizePhone(input)).toBe(number)
  })

  it.each([
    "",
    "84123456",
    "8412345678",
    "+25884123456",
    "811234567",
    "881234567",
    "+258 21 301234",
    "27821234567",
    "+27 1",
    "+999123456789",
    "84123456a",
    "84-FLOWERS",
    "ligue 841234567",
    "841234567;ext=5",
    "+258841234567 x5",
    "841234567\n",
    "841234567\u0000",
    "8".repeat(10_000),
  ])("takes %j for no number", (input) => {
    // A line break at the end is a space; one cannot smuggle anything after it.
    expect(normalizePhone(input)).toBe(input === "841234567\n" ? "+258841234567" : undefined)
  })
})

describe("text messages", () => {
  it.each([
    ["+258841234567", true],
    ["+351912345678", false],
    ["+27821234567", false],
  ])("to %s: %s", (phone, texted) => {
    expect(mayBeTexted(phone)).toBe(texted)
  })
})
