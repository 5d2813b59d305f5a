import { assertServing, EnvError, envSchema, readEnv, type Env } from "../../src/lib/env"

const names = Object.keys(envSchema.shape) as (keyof Env)[]

/** Names of all variables, in the order of the table. */
export const variableNames: readonly string[] = names

/** The variables without which a production process refuses to start: asked of the check itself. */
export function requiredInProduction(): Set<string> {
  const complete: Record<string, unknown> = {
    ...Object.fromEntries(names.map((name) => [name, "set, and long enough for a secret"])),
    ...readEnv({}),
    NODE_ENV: "production",
  }
  return new Set(
    names.filter((name) => {
      try {
        assertServing({ ...complete, [name]: undefined, NODE_ENV: "production" } as Env)
        return false
      } catch (error) {
        if (error instanceof EnvError) {
          return true
        }
        throw error
      }
    })
  )
}
