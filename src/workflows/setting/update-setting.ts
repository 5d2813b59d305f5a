import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { SETTING_MODULE } from "../../../modules/setting"
import type { SettingModuleService } from "../../../modules/setting/service"

export type UpdateSettingInput = {
  key: string
  /** A value that has passed the registry's schema. */
  value: unknown
  /** The admin who changed it; Medusa's user id. */
  updated_by?: string
}

const storeSettingStep = createStep(
  "store-setting",
  async (input: UpdateSettingInput, { container }) => {
    const service = container.resolve<SettingModuleService>(SETTING_MODULE)
    const before = await service.readSetting(input.key)
    await service.storeSetting(input)
    return new StepResponse({ key: input.key, value: input.value }, { key: input.key, before })
  },
  async (done, { container }) => {
    if (done === undefined) {
      return
    }
    const service = container.resolve<SettingModuleService>(SETTING_MODULE)
    if (done.before === undefined) {
      await service.resetSetting(done.key)
    } else {
      await service.storeSetting(done.before)
    }
  }
)

/** Changes a setting; every process takes it within a second. */
export const updateSettingWorkflow = createWorkflow(
  "update-setting",
  (input: UpdateSettingInput) => new WorkflowResponse(storeSettingStep(input))
)
