import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { UserWorkflowEvents } from "@medusajs/framework/utils"
import { IDENTITY_CONTEXT, type IdentityContext } from "../identity/context"
import { dismissStaff } from "../identity/dismiss-staff"

/**
 * Takes from somebody who is no user of the dashboard any more what they had as staff,
 * whichever way the user was removed. The dashboard's way has done so before; a tool's process
 * has no accounts signed in, and leaves it to the worker.
 */
export default async function staffDismissed({
  event,
  container,
}: SubscriberArgs<{ id: string }>): Promise<void> {
  const context = container.resolve<IdentityContext | undefined>(IDENTITY_CONTEXT, {
    allowUnregistered: true,
  })
  if (context !== undefined) {
    await dismissStaff(context, event.data.id, event.data.id)
  }
}

export const config: SubscriberConfig = { event: UserWorkflowEvents.DELETED }
