import type {
  AuthenticationInput,
  AuthenticationResponse,
  AuthIdentityDTO,
  AuthIdentityProviderService,
} from "@medusajs/framework/types"
import { AbstractAuthModuleProvider, MedusaError } from "@medusajs/framework/utils"
import { HasherBusyError, isMedusaScrypt, sharedHasher } from "../hashing"
import { normalizeEmail } from "../rules/email"
import { triesBeforeLock } from "../rules/lockout"
import { checkPassword, isShortPassword } from "../rules/password"
import { beginAttempt, failAttempt, forgetFailures, withdrawAttempt } from "../store/guard"
import { replaceHash, storePassword } from "../store/passwords"
import { queryableOfKnex, type Knex, type Queryable } from "../../../src/lib/queryable"
import { createTurns } from "./turns"
import { writeRefusal, type Refusal } from "./outcome"

type Injected = { __pg_connection__: Knex }

type Try = { email: string; password: string; device: string; verifiedOnly: boolean }

function refused(refusal: Refusal): AuthenticationResponse {
  return { success: false, error: writeRefusal(refusal) }
}

const wrong: Refusal = { code: "INVALID_CREDENTIALS", locked: false, unverified: false }

/** Runs work that hashes; a hasher with too much to do makes it a refusal. */
async function unlessBusy(
  work: () => Promise<AuthenticationResponse>
): Promise<AuthenticationResponse> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof HasherBusyError) {
      return refused({ code: "BUSY" })
    }
    throw error
  }
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : ""
}

/**
 * E-mail and password, under the id that Medusa's dashboard, CLI and storefronts know:
 * bcrypt, the marketplace's password rules, and a lock after five wrong passwords.
 * An unknown e-mail is counted, hashed and answered like a known one.
 */
export class PasswordAuthProvider extends AbstractAuthModuleProvider {
  static override identifier = "emailpass"
  static override DISPLAY_NAME = "E-mail and password"

  readonly #knex: Knex
  readonly #db: Queryable
  readonly #hasher = sharedHasher()
  /** Fewer at once than a lock needs tries: right passwords sent together do not lock. */
  readonly #turns = createTurns(triesBeforeLock - 1)

  constructor(container: Injected) {
    super()
    this.#knex = container.__pg_connection__
    this.#db = queryableOfKnex(container.__pg_connection__)
  }

  override async authenticate(
    data: AuthenticationInput,
    identities: AuthIdentityProviderService
  ): Promise<AuthenticationResponse> {
    const email = normalizeEmail(textOf(data.body?.email))
    const password = textOf(data.body?.password)
    if (email === undefined || password === "") {
      return refused(wrong)
    }
    // Put there by who has checked it: clients do not reach this body.
    const device = textOf(data.body?.device)
    const verifiedOnly = data.body?.verified_only === "true"
    return this.#turns(email, () =>
      unlessBusy(() => this.#try({ email, password, device, verifiedOnly }, identities))
    )
  }

  /**
   * A right password of an e-mail that has to be verified first counts as a wrong one: if it
   * did not, registering an e-mail and trying its password until it locks would tell whether
   * somebody had it before.
   */
  async #try(
    { email, password, device, verifiedOnly }: Try,
    identities: AuthIdentityProviderService
  ): Promise<AuthenticationResponse> {
    const attempt = await beginAttempt(this.#db, email, device)
    if (!attempt.allowed) {
      return refused({
        code: "TOO_MANY_ATTEMPTS",
        retryAfterSeconds: attempt.retryAfterSeconds,
      })
    }
    const identity = await this.#find(email, identities)
    const admitted = !verifiedOnly || (await this.#isAdmitted(email))
    const hash = hashOf(identity, this.identifier)
    const right = await this.#hasher.verify(password, hash).catch(async (error: unknown) => {
      await withdrawAttempt(this.#db, attempt.key)
      throw error
    })
    if (right && admitted) {
      await forgetFailures(this.#db, { key: attempt.key })
      await this.#modernize(email, password, hash)
      return { success: true, authIdentity: withoutHash(identity, this.identifier) }
    }
    const locked = await failAttempt(this.#db, attempt.key)
    return refused({ code: "INVALID_CREDENTIALS", locked, unverified: right })
  }

  /** Puts our hash in the place of one that Medusa's own provider made. */
  async #modernize(email: string, password: string, hash: string | undefined): Promise<void> {
    if (hash === undefined || !isMedusaScrypt(hash)) {
      return
    }
    try {
      const after = await this.#hasher.hash(password)
      await replaceHash(this.#db, email, { before: hash, after })
    } catch (error) {
      // It waits for the next sign-in: the password was right.
      if (!(error instanceof HasherBusyError)) {
        throw error
      }
    }
  }

  /** Whether an e-mail is verified, or nobody's account yet: Medusa's CLI makes such identities. */
  async #isAdmitted(email: string): Promise<boolean> {
    const { rows } = await this.#db.query<{ verified: boolean }>(
      "SELECT is_email_verified AS verified FROM account WHERE email = $1 AND deleted_at IS NULL",
      [email]
    )
    return rows[0]?.verified ?? true
  }

  /** For Medusa's own ways to make an identity, such as its CLI; /v1 registers by workflow. */
  override async register(
    data: AuthenticationInput,
    identities: AuthIdentityProviderService
  ): Promise<AuthenticationResponse> {
    const email = normalizeEmail(textOf(data.body?.email))
    const password = textOf(data.body?.password)
    if (email === undefined) {
      return refused(wrong)
    }
    const checked = checkPassword(password, { twoFactor: false, context: [email] })
    if (!checked.ok) {
      return refused({ code: "PASSWORD_REFUSED", reasons: checked.reasons })
    }
    if ((await this.#find(email, identities)) !== undefined) {
      return refused({ code: "EMAIL_TAKEN" })
    }
    return unlessBusy(async () => {
      const created = await identities.create({
        entity_id: email,
        provider_metadata: { password: await this.#hasher.hash(password) },
      })
      return { success: true, authIdentity: withoutHash(created, this.identifier) }
    })
  }

  /** Sets a password. Every session of the account ends with the old one; so does a lock. */
  override async update(
    data: Record<string, unknown>,
    identities: AuthIdentityProviderService
  ): Promise<AuthenticationResponse> {
    const email = normalizeEmail(textOf(data.entity_id))
    if (email === undefined || typeof data.password !== "string") {
      return refused(wrong)
    }
    const twoFactor = await this.#hasTwoFactor(email)
    const checked = checkPassword(data.password, { twoFactor, context: [email] })
    if (!checked.ok) {
      return refused({ code: "PASSWORD_REFUSED", reasons: checked.reasons })
    }
    const { password } = data
    return unlessBusy(async () => {
      const hash = await this.#hasher.hash(password)
      const ended = await this.#knex.transaction((transaction) =>
        storePassword(queryableOfKnex(transaction), email, {
          hash,
          isShort: isShortPassword(password),
        })
      )
      return ended === undefined
        ? refused(wrong)
        : {
            success: true,
            authIdentity: withoutHash(await this.#find(email, identities), this.identifier),
          }
    })
  }

  async #hasTwoFactor(email: string): Promise<boolean> {
    const { rows } = await this.#db.query<{ enabled: boolean }>(
      "SELECT two_factor_enabled AS enabled FROM account WHERE email = $1 AND deleted_at IS NULL",
      [email]
    )
    return rows[0]?.enabled ?? false
  }

  async #find(
    email: string,
    identities: AuthIdentityProviderService
  ): Promise<AuthIdentityDTO | undefined> {
    try {
      return await identities.retrieve({ entity_id: email })
    } catch (error) {
      if (error instanceof MedusaError && error.type === MedusaError.Types.NOT_FOUND) {
        return undefined
      }
      throw error
    }
  }
}

function hashOf(identity: AuthIdentityDTO | undefined, provider: string): string | undefined {
  const found = identity?.provider_identities?.find((entry) => entry.provider === provider)
  const hash = found?.provider_metadata?.password
  return typeof hash === "string" ? hash : undefined
}

/** A copy for whoever asked, who has no need of the hash. */
function withoutHash(
  identity: AuthIdentityDTO | undefined,
  provider: string
): AuthIdentityDTO | undefined {
  if (identity === undefined) {
    return undefined
  }
  const copy = structuredClone(identity)
  const found = copy.provider_identities?.find((entry) => entry.provider === provider)
  delete found?.provider_metadata?.password
  return copy
}
