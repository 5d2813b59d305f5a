import { passwordStrength } from "../password-strength"

describe("passwordStrength", () => {
  it("rises from common words to passphrases", () => {
    expect(passwordStrength("password1234", []).score).toBeLessThanOrEqual(1)
    expect(passwordStrength("SecurePassword123!", []).score).toBe(3)
    expect(passwordStrength("correct horse battery staple", []).score).toBe(4)
    expect(passwordStrength("", []).score).toBe(0)
  })

  it("knows common words of Portuguese, and undoes simple disguise", () => {
    expect(passwordStrength("obrigado", []).score).toBeLessThanOrEqual(1)
    expect(passwordStrength("P4ssw0rd", []).score).toBe(0)
  })

  it("counts the account's own words for nothing", () => {
    const password = "zimpeto.machanganhane"
    const stranger = passwordStrength(password, [])
    const owner = passwordStrength(password, ["zimpeto.machanganhane@example.com"])
    expect(owner.score).toBeLessThan(stranger.score)
    expect(owner.crackTimeSeconds).toBeLessThan(stranger.crackTimeSeconds)
  })

  it("advises in Portuguese, and in English where asked", () => {
    expect(passwordStrength("aaaaaaaaaaaa", [])).toMatchObject({
      warning: expect.stringContaining("Caracteres repetidos"),
      suggestions: expect.arrayContaining([expect.stringMatching(/^Adicione mais palavras/)]),
    })
    expect(passwordStrength("aaaaaaaaaaaa", [], "en")).toMatchObject({
      warning: expect.stringContaining("Repeated characters"),
      suggestions: expect.arrayContaining([expect.stringMatching(/^Add more words/)]),
    })
  })

  it("says nothing against a strong one", () => {
    const strength = passwordStrength("correct horse battery staple", [])
    expect(strength.suggestions).toEqual([])
    expect(strength).not.toHaveProperty("warning")
  })

  it.each([
    ["letters", "thequickbrownfoxjumpsoverthelazydog".repeat(8)],
    ["digits", "1234567890".repeat(26)],
    ["dates", "01-02-1999".repeat(26)],
    ["disguise", "4@8({3€69#1!|0$5+7%2".repeat(13)],
    ["disguised words", "p4ssw0rd".repeat(32)],
    ["any Base64", "kQ8vZ2mNp4Rt6Wy+x/AbZ93jLmQs0Td".repeat(9)],
  ])("takes less than 50 ms for 256 characters of %s", (_what, text) => {
    passwordStrength("warms up", [])
    const times = [1, 2, 3, 4, 5].map(() => {
      const start = performance.now()
      passwordStrength(text.slice(0, 256), ["ana.machava@example.co.mz", "Ana Maria Machava"])
      return performance.now() - start
    })
    // The best of five: another process may have had the core meanwhile.
    expect(Math.min(...times)).toBeLessThan(50)
  })
})
