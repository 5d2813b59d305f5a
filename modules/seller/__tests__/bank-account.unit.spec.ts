import { createSecretBox, developmentKeyRing } from "../../../src/lib/secret-box"
import { openBankAccount, sealBankAccount } from "../bank-account"

const box = createSecretBox(developmentKeyRing())
const account = { bank_name: "BIM", account_number: "000800001234567810157", account_type: null }

describe("a seller's bank account", () => {
  it("is stored with its number sealed, and opens for that seller alone", () => {
    const stored = sealBankAccount(box, "sel_1", account)
    expect(stored).toMatchObject({ bank_name: "BIM", account_type: null })
    expect(JSON.stringify(stored)).not.toContain(account.account_number)
    expect(openBankAccount(box, "sel_1", stored)).toEqual(account)
    expect(() => openBankAccount(box, "sel_2", stored)).toThrow("belongs elsewhere")
  })
})
