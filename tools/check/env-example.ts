import { z } from "zod"
import { envSchema } from "../../src/lib/env"
import { settle } from "./generated-file"
import { requiredInProduction } from "./required-variables"

type Variable = { description?: string; default?: string | number | boolean; enum?: string[] }

const header = `# Every variable the program reads; src/lib/env.ts is where they are declared, and
# npm run generate writes this file. npm run dev needs none of them: it reads .env,
# a copy of this file with the lines you change uncommented, where there is one.`

const requirement = "Required in production."

/** Breaks a text into comment lines of 90 characters at most. */
function comment(text: string): string {
  const lines = [""]
  for (const word of text.split(" ")) {
    const last = lines.at(-1) ?? ""
    if (last !== "" && last.length + word.length + 1 > 88) {
      lines.push(word)
    } else {
      lines[lines.length - 1] = last === "" ? word : `${last} ${word}`
    }
  }
  return lines.map((line) => `# ${line}`).join("\n")
}

function block(name: string, variable: Variable, isRequired: boolean): string {
  const { description, default: value, enum: values } = variable
  if (description === undefined) {
    throw new Error(`${name} has no description in src/lib/env.ts`)
  }
  if (description.includes(requirement) && !isRequired) {
    throw new Error(`${name} is described as required in production, and is not`)
  }
  return [
    comment(description),
    ...(isRequired && !description.includes(requirement) ? [comment(requirement)] : []),
    ...(values === undefined ? [] : [comment(`One of: ${values.join(", ")}.`)]),
    `#${name}=${String(value ?? "")}`,
  ].join("\n")
}

/** The text of `.env.example`: every variable with its meaning and default, commented out. */
export function envExample(): string {
  const schema = z.toJSONSchema(envSchema, { io: "input", unrepresentable: "any" })
  const required = requiredInProduction()
  const variables = Object.entries(schema.properties ?? {}) as [string, Variable][]
  const blocks = variables.map(([name, variable]) => block(name, variable, required.has(name)))
  return `${[header, ...blocks].join("\n\n")}\n`
}

if (require.main === module) {
  settle(".env.example", envExample())
}
