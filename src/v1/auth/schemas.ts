import { z } from "zod"
import { success } from "../shared/schemas"
import { email, line, phone, typedPassword, userShape } from "../shared/user/schemas"
import { sessionTokens } from "../shared/user/session-schemas"

export const secretText = z.string().min(1).max(500)
const code = z
  .string()
  .min(6)
  .max(30)
  .meta({ description: "Six digits of the authenticator, or a recovery code", example: "492039" })

export const registerBody = z
  .strictObject({
    firstName: line(80),
    lastName: line(80),
    email,
    phone: phone.optional(),
    password: typedPassword,
    confirmPassword: typedPassword,
    acceptTerms: z.literal(true, "must be accepted"),
  })
  .refine((body) => body.password === body.confirmPassword, {
    path: ["confirmPassword"],
    error: "is not the same as password",
  })

export const registerAnswer = success(
  z.object({
    user: userShape.pick({
      id: true,
      firstName: true,
      lastName: true,
      email: true,
      role: true,
      isEmailVerified: true,
    }),
  })
)

const refreshTokenIn = z.enum(["body", "cookie"]).optional().meta({
  description: "Where the refresh token rides: browsers may take it in a cookie no script reads",
})

export const loginBody = z.strictObject({ email, password: typedPassword, refreshTokenIn })

export const loginAnswer = success(
  z.union([
    z.object({ user: userShape, ...sessionTokens }),
    z.object({ twoFactorRequired: z.literal(true), challengeToken: z.string() }),
    z.object({ twoFactorSetupRequired: z.literal(true), challengeToken: z.string() }),
  ])
)

/** Without a body the token is the cookie's; Fastify gives a body that was not sent as null. */
export const refreshBody = z.strictObject({ refreshToken: secretText.optional() }).nullish()
export const refreshAnswer = success(z.object(sessionTokens))

export const emailBody = z.strictObject({ email })
export const tokenBody = z.strictObject({ token: secretText })

export const resetBody = z
  .strictObject({
    token: secretText,
    password: typedPassword,
    confirmPassword: typedPassword.optional(),
  })
  .refine((body) => body.confirmPassword === undefined || body.password === body.confirmPassword, {
    path: ["confirmPassword"],
    error: "is not the same as password",
  })

export const strengthBody = z.strictObject({
  password: z.string().max(1_000),
  inputs: z.array(z.string().max(200)).max(10).optional().meta({
    description: "What the password should not be made of, such as a name",
  }),
})

export const strengthAnswer = success(
  z.object({
    score: z.int().min(0).max(4),
    isAcceptable: z.boolean(),
    problems: z.array(z.string()),
    warning: z.string().nullable(),
    suggestions: z.array(z.string()),
  })
)

/** Without a session the challenge of a sign-in stands for one. */
export const setupBody = z
  .strictObject({ challengeToken: secretText.optional(), password: typedPassword.optional() })
  .nullish()
export const setupAnswer = success(
  z.object({
    secret: z.string().meta({ description: "Base32, to be typed into an authenticator" }),
    otpauthUrl: z.string(),
    qrCode: z.string().meta({ description: "The address as a picture: a data URL of PNG" }),
  })
)
export const enableBody = z.strictObject({ code, challengeToken: secretText.optional() })
export const codeBody = z.strictObject({ code })
export const recoveryCodesAnswer = success(z.object({ recoveryCodes: z.array(z.string()) }))
export const challengeBody = z.strictObject({ challengeToken: secretText, code, refreshTokenIn })
