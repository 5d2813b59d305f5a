import { bcryptInput, checkPassword, normalizePassword, type PasswordProblem } from "../password"

const ana = ["ana.machava@example.co.mz", "Ana", "Machava"]

function reasonsAgainst(
  password: string,
  options: { twoFactor?: boolean; context?: string[] } = {}
): PasswordProblem[] {
  const verdict = checkPassword(password, { twoFactor: false, context: ana, ...options })
  return verdict.ok ? [] : verdict.reasons
}

describe("a new password", () => {
  it.each([
    "SecurePassword123!",
    "txova-demo-2024",
    "correct horse battery staple",
    "feijão nhemba e coco",
    "ЖизньПрекраснаОчень",
    "パスワードはとても長いです",
    "🐘🦒🦓🐊🦛🦏🐆🦁🐃🦩🐢🐍",
    "Xq7#mP2$vL9@",
    "d".repeat(3) + "kQ8vZ2mNp4Rt6Wy",
    "ana comeu 3 mangas verdes",
  ])("%s is taken", (password) => {
    expect(checkPassword(password, { twoFactor: false, context: ana })).toEqual({ ok: true })
  })

  it("of 64 characters of any script is taken, of 256 too, of 257 not", () => {
    const letters = Array.from("жзиклмнопрстуфхцчшщ")
    const text = (length: number) =>
      Array.from({ length }, (_, index) => letters[(index * index + 3 * index) % 19]).join("")
    expect(reasonsAgainst(`${text(63)}я`)).toEqual([])
    expect(reasonsAgainst(`${text(255)}я`)).toEqual([])
    expect(reasonsAgainst(`${text(256)}я`)).toEqual(["too_long"])
  })

  it("has 12 characters, or 8 where there is a second factor", () => {
    expect(reasonsAgainst("kQ8vZ2mNp4R")).toEqual(["too_short"])
    expect(reasonsAgainst("kQ8vZ2mNp4Rt")).toEqual([])
    expect(reasonsAgainst("kQ8vZ2m", { twoFactor: true })).toEqual(["too_short"])
    expect(reasonsAgainst("kQ8vZ2mN", { twoFactor: true })).toEqual([])
  })

  it("is counted in code points after NFKC", () => {
    expect(reasonsAgainst("🐘🦒🦓🐊🦛🦏")).toEqual(["too_short"])
    // Eleven letters and a combining tilde are eleven characters.
    expect(reasonsAgainst("kvzmnprtwya\u0303")).toEqual(["too_short"])
    // The ligature is two letters.
    expect(reasonsAgainst("kvzmnprtwyﬁ")).toEqual([])
  })

  it.each(["kQ8vZ2mNp4R\u0000t", "kQ8vZ2mNp4R\nt", "kQ8vZ2mNp4R\u007ft", "kQ8vZ2mNp4R\ud800t"])(
    "%j is refused for its control characters",
    (password) => {
      expect(reasonsAgainst(password)).toEqual(["control_characters"])
    }
  )

  it.each([
    "unbelievable",
    "UnBelievable",
    "1qaz2wsx3edc",
    "password1234",
    "Password2024!!",
    "P@ssw0rd1234",
    "passwordpassword",
    "passwordpassword1",
    "PasswordPasswordPassw",
    "aaaaaaaaaaaa",
    "abcabcabcabc",
    "123456789012",
    "987654321098",
    "abcdefghijkl",
    "!!administrator!!",
    "qwertyuiop12",
    "senha1234567",
    "sénhá1234567",
  ])("%s is refused as common", (password) => {
    expect(reasonsAgainst(password)).toEqual(["common"])
  })

  it("is refused where it is eight characters of a common word, second factor or not", () => {
    expect(reasonsAgainst("superman", { twoFactor: true })).toEqual(["common"])
  })

  it.each([
    "ana.machava@example.co.mz",
    "ANA.MACHAVA@example.co.mz!",
    "anamachava12",
    "machava-2024-ana",
    "Machavá12345",
    "txovatxovatxova",
    "Txova1234567",
    "mytxova12345",
    "machava@exam",
  ])("%s is refused as made of the account's own words", (password) => {
    expect(reasonsAgainst(password)).toContain("contains_context")
  })

  it("knows no words of an account that gives none", () => {
    expect(reasonsAgainst("machava-2024-ana", { context: [] })).toEqual([])
    expect(reasonsAgainst("kQ8vZ2mNp4Rt", { context: ["", " ", "k"] })).toEqual([])
  })

  it("is told every reason at once", () => {
    expect(reasonsAgainst("txova\n")).toEqual([
      "too_short",
      "control_characters",
      "contains_context",
    ])
    expect(reasonsAgainst("")).toEqual(["too_short"])
  })

  it("is checked without blow-up, whatever it is", () => {
    const context = Array.from({ length: 20 }, (_, index) => `word${index}@example${index}.com`)
    const passwords = ["1".repeat(256), "a1".repeat(128), "!".repeat(100_000), "ﷺ".repeat(5_000)]
    for (const password of passwords) {
      const start = performance.now()
      checkPassword(password, { twoFactor: false, context })
      // Warm or not, on a busy machine: quadratic blow-up would take seconds.
      expect(performance.now() - start).toBeLessThan(200)
    }
  })
})

describe("normalizePassword", () => {
  it("gives one form of what is typed in two", () => {
    expect(normalizePassword("a\u0303")).toBe("ã")
    expect(normalizePassword("ｓｅｎｈａ")).toBe("senha")
  })
})

describe("bcryptInput", () => {
  it("leaves what bcrypt takes whole", () => {
    expect(bcryptInput("a".repeat(72))).toBe("a".repeat(72))
    expect(bcryptInput("ã".repeat(36))).toBe("ã".repeat(36))
  })

  it("is 64 characters of Base64 for more than 72 bytes", () => {
    expect(bcryptInput("a".repeat(73))).toMatch(/^[A-Za-z0-9+/]{64}$/)
    expect(bcryptInput("ã".repeat(37))).toMatch(/^[A-Za-z0-9+/]{64}$/)
  })

  it("tells apart passwords of 100 characters that differ in the last", () => {
    const start = "a".repeat(99)
    expect(bcryptInput(`${start}b`)).not.toBe(bcryptInput(`${start}c`))
  })

  it("never holds a NUL, which bcrypt takes for the end", () => {
    expect(bcryptInput("a\0a")).not.toContain("\0")
    expect(bcryptInput("a\0a")).not.toBe(bcryptInput("a"))
  })

  it("is the same for both forms of a letter", () => {
    expect(bcryptInput("manga\u0303")).toBe(bcryptInput("mangã"))
  })
})
