import { z } from "zod"
import { email, typedPassword } from "../v1/shared/user/schemas"

/** Kinds of actor that may sign in, as Medusa names them in paths. */
export const actorParams = z.object({ actor_type: z.enum(["customer", "user", "seller"]) })
export const idParams = z.object({ id: z.string().min(1).max(500) })

export const credentialsBody = z.object({ email, password: typedPassword })
export const identifierBody = z.object({
  identifier: email,
  metadata: z.record(z.string(), z.unknown()).nullish(),
})
export const newPasswordBody = z.object({
  password: typedPassword,
  token: z.string().min(1).max(2_000).optional(),
  email: z.string().optional(),
})
export const refreshBody = z
  .object({ refresh_token: z.string().min(1).max(500).optional() })
  .nullish()
export const codeBody = z.object({ code: z.string().min(1).max(30), method: z.string().optional() })
export const optionalCodeBody = z
  .object({ code: z.string().max(30).optional(), method: z.string().optional() })
  .nullish()
/** The dashboard names the provider alone; a password stands for a sign-in that is a while ago. */
export const factorBody = z.looseObject({ password: typedPassword.optional() }).nullish()
export const anyBody = z.record(z.string(), z.unknown()).nullish()
