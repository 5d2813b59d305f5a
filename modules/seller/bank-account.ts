import type { SecretBox } from "../../src/lib/secret-box"

/** Where a seller's money goes, as stored: the number sealed, the rest as it is. */
export type BankAccount = {
  bank_name: string
  account_number: string
  agency_number?: string | null
  account_type?: string | null
}

/** What a seller's sealed account number is bound to: copied to another seller, it does not open. */
function sealContext(sellerId: string): string {
  return `seller.bank_account:${sellerId}`
}

/** Seals the number of an account that is given in clear text. */
export function sealBankAccount(
  box: SecretBox,
  sellerId: string,
  account: BankAccount
): BankAccount {
  const account_number = box.seal(account.account_number, sealContext(sellerId))
  return { ...account, account_number }
}

/**
 * Opens the number of a stored account: for payouts and for its owner, never for a log.
 *
 * @throws SecretBoxError where it was altered, is another seller's, or its key is gone.
 */
export function openBankAccount(
  box: SecretBox,
  sellerId: string,
  stored: BankAccount
): BankAccount {
  const account_number = box.open(stored.account_number, sealContext(sellerId))
  return { ...stored, account_number }
}
