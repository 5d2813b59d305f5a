import { findAccount, type AccountRow } from "../../modules/account/store/accounts"
import { AppError } from "../lib/errors"
import type { IdentityContext } from "./context"
import type { Identity } from "./identity"

/** @throws AppError UNAUTHENTICATED for an account that was closed or suspended since. */
export async function ownAccount(
  context: IdentityContext,
  identity: Identity
): Promise<AccountRow> {
  const account = await findAccount(context.pool, { objectId: identity.userId })
  if (account?.status !== "active") {
    throw new AppError("UNAUTHENTICATED")
  }
  return account
}
