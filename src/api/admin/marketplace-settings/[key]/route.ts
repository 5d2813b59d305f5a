import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { settingByKey } from "../../../../../modules/setting/registry"
import { updateSettingWorkflow } from "../../../../workflows/setting/update-setting"
import type { UpdateSettingBody } from "../validators"

/** Changes one setting; the value must pass its schema. */
export const POST = async (
  req: AuthenticatedMedusaRequest<UpdateSettingBody>,
  res: MedusaResponse
) => {
  const definition = settingByKey(req.params.key ?? "")
  if (definition === undefined) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, "No setting has this key")
  }
  const parsed = definition.schema.safeParse(req.validatedBody.value)
  if (!parsed.success) {
    const reasons = parsed.error.issues.map((issue) => issue.message).join("; ")
    throw new MedusaError(MedusaError.Types.INVALID_DATA, `value: ${reasons}`)
  }
  const { result } = await updateSettingWorkflow(req.scope).run({
    input: {
      key: definition.key,
      value: parsed.data,
      updated_by: req.auth_context.actor_id,
    },
  })
  res.json({ setting: result })
}
