import { fold, nameSortKey } from "../rules/fold"
import { queryWords } from "../rules/query-words"
import { repairEnding } from "../rules/repair"
import { indexWords, wordsOf } from "../rules/words"

const found = (text: string) => wordsOf(text).map(({ word }) => word)

describe("folding", () => {
  it("drops case and accents", () => {
    expect(fold("AÇÚCAR Mascavado")).toBe("acucar mascavado")
  })

  it("sorts names without case, accents or punctuation", () => {
    expect(["óleo", "Abóbora", "«Açaí»", "abacate"].map(nameSortKey).sort()).toEqual([
      "abacate",
      "abobora",
      "acai",
      "oleo",
    ])
  })

  it("keeps a sort key that an index can hold", () => {
    expect(nameSortKey("é".repeat(5_000))).toHaveLength(200)
  })
})

describe("endings", () => {
  it.each([
    ["feijoes", "feijao"],
    ["paes", "pao"],
    ["graos", "grao"],
    ["integrais", "integral"],
    ["cereais", "cereal"],
    ["meis", "mel"],
    ["sais", "sal"],
    ["azuis", "azul"],
    ["funis", "funil"],
    ["faceis", "facil"],
    ["armazens", "armazem"],
    ["vagens", "vagem"],
    ["ovos", "ovo"],
    ["uvas", "uva"],
  ])("takes %s for a form of %s", (plural, singular) => {
    expect(repairEnding(plural)).toBe(singular)
    expect(repairEnding(singular)).toBe(singular)
  })

  it.each(["mais", "pais", "arroz", "tomate", "sem", "as"])("leaves %s alone", (word) => {
    expect(repairEnding(word)).toBe(word)
  })
})

describe("words", () => {
  it("glues sem to what is missing", () => {
    expect(found("Compota sem açúcar")).toEqual(["compota", "0acucar"])
    expect(found("sem adição de açúcar")).toEqual(["0acucar"])
    expect(found("sem-glúten, sem lactose")).toEqual(["0gluten", "0lactose"])
    expect(wordsOf("sem Açúcar")[0]?.label).toBe("sem açúcar")
  })

  it("leaves a sem that nothing follows", () => {
    expect(found("pão sem")).toEqual(["pao", "sem"])
  })

  it("indexes no stop words", () => {
    expect(indexWords("Doce de leite com coco").map(({ word }) => word)).toEqual([
      "doce",
      "leite",
      "coco",
    ])
  })

  it("reads any characters", () => {
    expect(found("a&b|!c:*\0'd'\\e")).toEqual(["a", "b", "c", "d", "e"])
    expect(found("\u{1F34E} ½ \uD83D")).not.toContain("\u{1F34E}")
    expect(found("x".repeat(500))[0]).toHaveLength(40)
  })
})

describe("a query's words", () => {
  it("are what tells, or all where nothing does", () => {
    expect(queryWords("doce de coco").map(({ word }) => word)).toEqual(["doce", "coco"])
    expect(queryWords("de").map(({ word }) => word)).toEqual(["de"])
    expect(queryWords("&&& !!")).toEqual([])
  })

  it("are ten at most, however long the text", () => {
    expect(queryWords("mel ".repeat(2_000))).toHaveLength(10)
  })
})
