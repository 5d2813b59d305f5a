/** What an authenticator's secret is sealed for: it opens nowhere but in its own account. */
export function twoFactorSealContext(accountId: string): string {
  return `account:${accountId}:two_factor`
}
