import { z } from "@medusajs/framework/zod"

/** Body of POST /admin/marketplace-settings/:key; the value must also pass the setting's own schema. */
export const updateSettingBody = z.strictObject({ value: z.unknown() })

export type UpdateSettingBody = z.infer<typeof updateSettingBody>
