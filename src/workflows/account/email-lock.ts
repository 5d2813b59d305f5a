import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { digestOf } from "../../../modules/account/store/digest"

/** Seconds to wait for others who are at the same e-mail. */
const timeout = 30

/**
 * Runs what makes, confirms or removes the account of an e-mail, alone: it looks for what
 * there is and makes what is missing, and two at once would each find nothing, or take back
 * what the other uses.
 */
export function underEmailLock<Result>(
  container: MedusaContainer,
  email: string,
  work: () => Promise<Result>
): Promise<Result> {
  const key = `account:${digestOf(email)}`
  return container.resolve(Modules.LOCKING).execute(key, work, { timeout })
}
