import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { SETTING_MODULE } from "../../../../modules/setting"
import { listSettings } from "../../../../modules/setting/registry"
import type { SettingModuleService } from "../../../../modules/setting/service"

/** Every setting with its value, default and meaning. */
export const GET = async (req: MedusaRequest, res: MedusaResponse) => {
  const service = req.scope.resolve<SettingModuleService>(SETTING_MODULE)
  const stored = new Map((await service.listSettings()).map((row) => [row.key, row.value]))
  res.json({
    settings: listSettings().map(({ key, category, description, isPublic, default: fallback }) => ({
      key,
      value: stored.get(key) ?? fallback,
      default: fallback,
      category,
      description,
      is_public: isPublic,
    })),
  })
}
