import { randomBytes } from "node:crypto"
import { parseArgs } from "node:util"
import type { MedusaContainer } from "@medusajs/framework/types"
import { generateEntityId } from "@medusajs/framework/utils"
import { toString as toQrText } from "qrcode"
import { ACCOUNT_MODULE } from "../modules/account"
import { sharedHasher } from "../modules/account/hashing"
import { normalizeEmail } from "../modules/account/rules/email"
import { checkPassword } from "../modules/account/rules/password"
import { createTotpSecret, otpauthUri } from "../modules/account/rules/totp"
import type { AccountModuleService } from "../modules/account/service"
import { twoFactorSealContext } from "../modules/account/rules/two-factor-seal"
import { readEnv } from "../src/lib/env"
import { openRing } from "../src/lib/secret-box"
import { registerAccountWorkflow } from "../src/workflows/account/register-account"
import { openMedusaApp } from "./medusa-app"

const usage = `npm run create-admin -- --email ADDRESS [--role admin|support] [--two-factor]

Makes a staff account. Its password is read from ADMIN_PASSWORD, or made and printed once.
  --two-factor   gives it an authenticator and prints the QR code, also where the account exists
`

function readOptions() {
  const { values } = parseArgs({
    options: {
      email: { type: "string" },
      role: { type: "string", default: "admin" },
      "two-factor": { type: "boolean", default: false },
    },
  })
  const email = normalizeEmail(values.email ?? "")
  const { role } = values
  if (email === undefined || (role !== "admin" && role !== "support")) {
    throw new Error(usage)
  }
  return { email, role, twoFactor: values["two-factor"] } as const
}

async function ensureAccount(
  container: MedusaContainer,
  { email, role }: { email: string; role: "admin" | "support" }
): Promise<{ id: string; password: string | undefined }> {
  const accounts = container.resolve<AccountModuleService>(ACCOUNT_MODULE)
  const [found] = await accounts.listAccounts({ email })
  if (found !== undefined) {
    if (found.role !== role) {
      throw new Error(`${email} has an account of another kind: ${found.role}`)
    }
    return { id: found.id, password: undefined }
  }
  const password = process.env.ADMIN_PASSWORD ?? randomBytes(15).toString("base64url")
  const checked = checkPassword(password, { twoFactor: false, context: [email] })
  if (!checked.ok) {
    throw new Error(`ADMIN_PASSWORD cannot be used: ${checked.reasons.join(", ")}`)
  }
  const { result } = await registerAccountWorkflow(container).run({
    input: {
      account_id: generateEntityId(undefined, "acc"),
      email,
      password_hash: await sharedHasher().hash(password),
      first_name: "",
      last_name: "",
      phone: null,
      language: "pt",
      accepted_terms_at: null,
      role,
      is_email_verified: true,
    },
  })
  return { id: result, password }
}

async function addAuthenticator(container: MedusaContainer, id: string, email: string) {
  const secret = createTotpSecret()
  await container.resolve<AccountModuleService>(ACCOUNT_MODULE).updateAccounts({
    id,
    two_factor_enabled: true,
    two_factor_secret: openRing(readEnv().ENCRYPTION_KEYS).seal(secret, twoFactorSealContext(id)),
    two_factor_pending_secret: null,
  })
  return { secret, qr: await toQrText(otpauthUri({ secret, email, issuer: "Txova" })) }
}

async function main(): Promise<void> {
  const options = readOptions()
  const { container, close } = await openMedusaApp()
  try {
    const { id, password } = await ensureAccount(container, options)
    process.stdout.write(`${options.email} is ${options.role}\n`)
    if (password !== undefined && process.env.ADMIN_PASSWORD === undefined) {
      process.stdout.write(`Password, shown this once: ${password}\n`)
    }
    if (options.twoFactor) {
      const { secret, qr } = await addAuthenticator(container, id, options.email)
      process.stdout.write(`${qr}\nAuthenticator secret, shown this once: ${secret}\n`)
    }
  } finally {
    await sharedHasher().close()
    await close()
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  }
)
