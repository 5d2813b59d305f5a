import { randomBytes } from "node:crypto"
import { parseArgs } from "node:util"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, generateEntityId } from "@medusajs/framework/utils"
import { toString as toQrText } from "qrcode"
import { ACCOUNT_MODULE } from "../modules/account"
import { sharedHasher } from "../modules/account/hashing"
import { normalizeEmail } from "../modules/account/rules/email"
import { checkPassword } from "../modules/account/rules/password"
import { createTotpSecret, otpauthUri } from "../modules/account/rules/totp"
import { twoFactorSealContext } from "../modules/account/rules/two-factor-seal"
import type { AccountModuleService } from "../modules/account/service"
import { findAccount, type AccountRow } from "../modules/account/store/accounts"
import { shutAccountOut } from "../modules/account/store/sessions"
import {
  clearTwoFactor,
  replaceRecoveryCodes,
  setTwoFactor,
} from "../modules/account/store/two-factor"
import { openPool } from "../modules/read-model/postgres/pool"
import { openSettings } from "../modules/setting/settings"
import { mailTwoFactorChanged } from "../src/identity/mails"
import { hashedRecoveryCodes } from "../src/identity/recovery-codes"
import { assertServing, readEnv } from "../src/lib/env"
import { queryableOfKnex, type Knex, type Queryable } from "../src/lib/queryable"
import { openRing } from "../src/lib/secret-box"
import { underEmailLock } from "../src/workflows/account/email-lock"
import { registerAccountWorkflow } from "../src/workflows/account/register-account"
import { openMedusaApp } from "./medusa-app"

const usage = `npm run create-admin -- --email ADDRESS [--role admin|support] [--two-factor]
npm run create-admin -- --email ADDRESS --clear-two-factor

Makes a staff account. Its password is read from ADMIN_PASSWORD, or made and printed once.
  --two-factor         gives it an authenticator and prints its QR code and recovery codes, also
                       where the account exists: earlier ones stop working, its sessions end
  --clear-two-factor   turns two-factor off for anybody's account who has lost the authenticator and
                       the codes; its sessions end, and its owner is told by mail
`

function readOptions() {
  const { values } = parseArgs({
    options: {
      email: { type: "string" },
      role: { type: "string", default: "admin" },
      "two-factor": { type: "boolean", default: false },
      "clear-two-factor": { type: "boolean", default: false },
    },
  })
  const email = normalizeEmail(values.email ?? "")
  const { role } = values
  if (email === undefined || (role !== "admin" && role !== "support")) {
    throw new Error(usage)
  }
  return {
    email,
    role,
    twoFactor: values["two-factor"],
    clearTwoFactor: values["clear-two-factor"],
  } as const
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

/** Changes an account's authenticator; whoever is signed in to it, or about to be, is out. */
async function changeTwoFactor(
  container: MedusaContainer,
  id: string,
  change: (db: Queryable) => Promise<void>
): Promise<void> {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  await knex.transaction(async (transaction) => {
    const db = queryableOfKnex(transaction)
    await change(db)
    await shutAccountOut(db, id, "two_factor_changed")
  })
}

async function addAuthenticator(container: MedusaContainer, id: string, email: string) {
  const secret = createTotpSecret()
  const sealed = openRing(readEnv().ENCRYPTION_KEYS).seal(secret, twoFactorSealContext(id))
  const { codes, hashes } = await hashedRecoveryCodes(id)
  await changeTwoFactor(container, id, async (db) => {
    await clearTwoFactor(db, id)
    await setTwoFactor(db, id, sealed)
    await replaceRecoveryCodes(db, id, hashes)
  })
  return { secret, codes, qr: await toQrText(otpauthUri({ secret, email, issuer: "Txova" })) }
}

async function mailOwner(container: MedusaContainer, account: AccountRow): Promise<void> {
  const env = readEnv()
  assertServing(env)
  const pool = openPool(env.DATABASE_URL, 1)
  const settings = await openSettings(pool)
  try {
    await mailTwoFactorChanged({ container, settings }, account, false)
  } finally {
    settings.stop()
    await pool.end()
  }
}

/** Mails the owner, who will want to know if they did not ask for it; before anything is changed. */
async function clearAuthenticator(container: MedusaContainer, email: string): Promise<void> {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const account = await findAccount(queryableOfKnex(knex), { email })
  if (account?.two_factor_enabled !== true) {
    throw new Error(`${email} has no account with two-factor`)
  }
  if (account.password_is_short) {
    throw new Error(
      `${email} has a password too short to stand alone: have it reset to a longer one`
    )
  }
  await mailOwner(container, account)
  await changeTwoFactor(container, account.id, (db) => clearTwoFactor(db, account.id))
}

type Options = ReturnType<typeof readOptions>

async function createAdmin(container: MedusaContainer, options: Options): Promise<void> {
  const { email } = options
  const { id, password } = await underEmailLock(container, email, () =>
    ensureAccount(container, options)
  )
  process.stdout.write(`${email} is ${options.role}\n`)
  if (password !== undefined && process.env.ADMIN_PASSWORD === undefined) {
    process.stdout.write(`Password, shown this once: ${password}\n`)
  }
  if (options.twoFactor) {
    const { secret, codes, qr } = await addAuthenticator(container, id, email)
    process.stdout.write(`${qr}\nAuthenticator secret, shown this once: ${secret}\n`)
    process.stdout.write(`Recovery codes, shown this once: ${codes.join(" ")}\n`)
  }
}

async function main(): Promise<void> {
  const options = readOptions()
  const { container, close } = await openMedusaApp()
  try {
    if (options.clearTwoFactor) {
      await clearAuthenticator(container, options.email)
      process.stdout.write(`${options.email} signs in by its password alone\n`)
    } else {
      await createAdmin(container, options)
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
