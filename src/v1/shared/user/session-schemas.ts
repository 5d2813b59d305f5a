import { z } from "zod"
import { success } from "../schemas"
import { userShape } from "./schemas"

/** What a client keeps of a session. */
export const sessionTokens = {
  accessToken: z.string(),
  refreshToken: z.string().optional().meta({ description: "Absent where it rides in a cookie" }),
  expiresIn: z.int().meta({ description: "Seconds", example: 900 }),
}

export const sessionAnswer = success(z.object({ user: userShape, ...sessionTokens }))
