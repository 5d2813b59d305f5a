import {
  changeAccount,
  defaultPreferences,
  type AccountChange,
  type AccountRow,
  type Preferences,
} from "../../modules/account/store/accounts"
import { Modules } from "@medusajs/framework/utils"
import { AppError } from "../lib/errors"
import type { IdentityContext } from "./context"

/** An edit of one's own account; what is left out stays. */
export type ProfileChange = {
  firstName?: string
  lastName?: string
  phone?: string | null
  preferences?: Partial<Omit<Preferences, "notifications">> & {
    notifications?: Partial<Preferences["notifications"]>
  }
}

function withPreferences(
  before: Partial<Preferences> | null,
  change: NonNullable<ProfileChange["preferences"]>
): Preferences {
  return {
    ...defaultPreferences,
    ...before,
    ...change,
    notifications: {
      ...defaultPreferences.notifications,
      ...before?.notifications,
      ...change.notifications,
    },
  }
}

/**
 * Changes one's own account, and its customer's name with it. A new phone has to be verified anew.
 *
 * @param revision the one the edit is based on, from If-Match
 * @throws AppError EDITED_MEANWHILE where another edit came between.
 */
export async function changeProfile(
  context: IdentityContext,
  account: AccountRow,
  change: ProfileChange,
  revision?: number
): Promise<void> {
  const { firstName, lastName, phone, preferences } = change
  const columns: AccountChange = {
    ...(firstName === undefined ? {} : { first_name: firstName }),
    ...(lastName === undefined ? {} : { last_name: lastName }),
    ...(phone === undefined || phone === account.phone ? {} : { phone, is_phone_verified: false }),
    ...(preferences === undefined
      ? {}
      : { preferences: withPreferences(account.preferences, preferences) }),
  }
  const changed = await changeAccount(context.pool, account.id, columns, revision)
  if (changed === undefined) {
    throw new AppError("EDITED_MEANWHILE")
  }
  if (changed.customer_id !== null) {
    await context.container.resolve(Modules.CUSTOMER).updateCustomers(changed.customer_id, {
      first_name: changed.first_name,
      last_name: changed.last_name,
      phone: changed.phone,
    })
  }
  await context.projectAccount(account.id)
}
