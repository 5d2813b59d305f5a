import { languageOfAccount, type AccountRow } from "../../modules/account/store/accounts"

export type Addressee = Pick<AccountRow, "email" | "first_name" | "preferences">

/** Whom a mail goes to, and in which language. */
export function mailTo(account: Addressee) {
  return {
    channel: "email" as const,
    to: account.email,
    language: languageOfAccount(account),
  }
}
