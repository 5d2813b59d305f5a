import { MedusaError } from "@medusajs/framework/utils"
import { line, phone as phoneRule } from "../../v1/shared/user/schemas"

/** Names and phone as Medusa's bodies have them; null takes a phone away. */
export type PersonChange = { first_name?: string; last_name?: string; phone?: string | null }
export type Newcomer = { first_name: string; last_name: string; phone: string | null }

const nameRule = line(80)
const fields = { first_name: nameRule, last_name: nameRule, phone: phoneRule } as const
type Field = keyof typeof fields

/** Forms send what was left empty. */
function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === "string" && !/\S/.test(value))
}

/** Values by the rules of /v1; what is left out stays out. */
function read(body: Readonly<Record<string, unknown>>, names: readonly Field[]): PersonChange {
  const person: PersonChange = {}
  const wrong: Field[] = []
  for (const name of names) {
    const parsed = fields[name].safeParse(body[name])
    if (parsed.success) {
      person[name] = parsed.data
    } else {
      wrong.push(name)
    }
  }
  if (wrong.length > 0) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      `Not valid: ${wrong.join(", ")}. Names have 1 to 80 characters on one line; a phone is Mozambican and mobile, or international with "+".`
    )
  }
  return person
}

const allFields = Object.keys(fields) as Field[]

/** @throws MedusaError of invalid data, naming the fields. */
export function readPersonChange(body: Readonly<Record<string, unknown>>): PersonChange {
  const given = allFields.filter((name) => body[name] !== undefined)
  const takesPhone = given.includes("phone") && isEmpty(body.phone)
  const named = takesPhone ? given.filter((name) => name !== "phone") : given
  return { ...read(body, named), ...(takesPhone ? { phone: null } : {}) }
}

/**
 * The same of somebody new, who may have given none of them.
 *
 * @throws MedusaError of invalid data, naming the fields.
 */
export function readNewcomer(body: Readonly<Record<string, unknown>>): Newcomer {
  const given = allFields.filter((name) => !isEmpty(body[name]))
  return { first_name: "", last_name: "", phone: null, ...read(body, given) }
}
