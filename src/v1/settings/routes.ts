import type { FastifyPluginCallbackZod } from "fastify-type-provider-zod"
import { z } from "zod"
import { listSettings, settingRegistry, type SettingName } from "../../../modules/setting/registry"
import type { V1Context } from "../context"
import { answers, success } from "../shared/schemas"

const publicNames = (Object.keys(settingRegistry) as SettingName[]).filter(
  (name) => settingRegistry[name].isPublic
)

const settingsAnswer = success(
  z.object({
    settings: z.record(z.string(), z.unknown()).meta({
      description: `By key: ${listSettings()
        .filter((definition) => definition.isPublic)
        .map((definition) => definition.key)
        .join(", ")}`,
    }),
  })
)

/** /v1/settings: what a storefront has to know. */
export const settingRoutes: FastifyPluginCallbackZod<{ context: V1Context }> = (
  app,
  { context },
  done
) => {
  app.get(
    "/v1/settings",
    {
      schema: {
        tags: ["Settings"],
        summary: "Public settings",
        response: answers({ 200: settingsAnswer }),
      },
      config: { access: "public" },
    },
    () => ({
      success: true as const,
      data: {
        settings: Object.fromEntries(
          publicNames.map((name) => [settingRegistry[name].key, context.settings.get(name)])
        ),
      },
    })
  )
  done()
}
