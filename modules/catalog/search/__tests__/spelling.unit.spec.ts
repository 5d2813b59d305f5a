import fc from "fast-check"
import { damerauLevenshtein } from "../rules/damerau-levenshtein"
import { chooseCorrection, oneSlipAway, slipsAllowed, type KnownWord } from "../rules/spelling"
import { textQuery } from "../rules/text-query"

const known = (word: string, stem: string, count = 1): KnownWord => ({
  word,
  stem,
  count,
  label: word,
})

describe("Damerau–Levenshtein", () => {
  it.each([
    ["tomate", "tomate", 0],
    ["tomaste", "tomate", 1],
    ["acucra", "acucar", 1],
    ["mle", "mel", 1],
    ["feijao", "feijoes", 3],
    ["", "mel", 3],
  ])("between %s and %s is %i", (one, other, slips) => {
    expect(damerauLevenshtein(one, other)).toBe(slips)
    expect(damerauLevenshtein(other, one)).toBe(slips)
  })

  it("is no more than the longer word and no less than the difference in length", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (one, other) => {
        const slips = damerauLevenshtein(one, other)
        const lengths = [[...one].length, [...other].length]
        expect(slips).toBeLessThanOrEqual(Math.max(...lengths))
        expect(slips).toBeGreaterThanOrEqual(Math.max(...lengths) - Math.min(...lengths))
        expect(slips === 0).toBe(one === other)
      })
    )
  })
})

describe("texts one slip away", () => {
  it("are exactly that", () => {
    const near = oneSlipAway("mel")
    expect(near).toEqual(expect.arrayContaining(["me", "eml", "mell", "mal"]))
    expect(near.every((text) => damerauLevenshtein("mel", text) === 1)).toBe(true)
  })

  it("are not asked for where a word is too short, too long or a number", () => {
    expect([oneSlipAway("ab"), oneSlipAway("abcdefghij"), oneSlipAway("1234")]).toEqual([
      [],
      [],
      [],
    ])
    expect([slipsAllowed("ab"), slipsAllowed("mel"), slipsAllowed("tomate")]).toEqual([0, 1, 2])
  })
})

describe("a correction", () => {
  it("is the nearest word, then the commonest", () => {
    const candidates = [known("tomilho", "tomilh", 90), known("tomate", "tomat", 5)]
    expect(chooseCorrection("tomaste", "tom", candidates)?.word).toBe("tomate")
    const tied = [known("pera", "per", 3), known("para", "par", 9)]
    expect(chooseCorrection("pira", "pir", tied)?.word).toBe("para")
  })

  it("is not made of another form of a known word", () => {
    expect(chooseCorrection("cenouras", "cenour", [known("cenoura", "cenour")])).toBeNull()
  })

  it("is not made where nothing is near", () => {
    expect(chooseCorrection("zzzzz", "zzzzz", [known("tomate", "tomat")])).toBeNull()
  })
})

describe("a tsquery's text", () => {
  it("quotes every lexeme", () => {
    const term = { lexemes: ["o'b\\", "c"], prefix: "to", alternatives: ["x"] }
    expect(textQuery([term])).toBe("(('o''b\\\\' & 'c') | 'to':* | 'x')")
  })
})
