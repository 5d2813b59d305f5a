import type { AccountRow } from "../../modules/account/store/accounts"
import { closeAccountWorkflow } from "../workflows/account/close-account"
import { underEmailLock } from "../workflows/account/email-lock"
import { forgetPicture } from "./avatar"
import type { IdentityContext } from "./context"
import { forgetNotifications, forgetTraces } from "./forget-traces"
import { mailAccountClosed } from "./mails"
import { shutOut } from "./sign-out"

/**
 * Ends an account, whoever may and does decide so: every session ends, it is anonymised, and
 * what it has left elsewhere is forgotten. Its orders are kept.
 */
export async function endAccount(context: IdentityContext, account: AccountRow): Promise<void> {
  await shutOut(context, account.id, "account_closed")
  await underEmailLock(context.container, account.email, () =>
    closeAccountWorkflow(context.container).run({
      input: {
        account_id: account.id,
        customer_id: account.customer_id,
        auth_identity_id: account.auth_identity_id,
      },
    })
  )
  // Again: a sign-in may have begun in between, with a password that was still good.
  await shutOut(context, account.id, "account_closed")
  await forgetTraces(context.pool, account)
  await context.projectAccount(account.id)
  forgetPicture(context, account.avatar)
  context.behind("mail of a closed account", async () => {
    try {
      await mailAccountClosed(context, account)
    } finally {
      await forgetNotifications(context.pool, account)
    }
  })
}
