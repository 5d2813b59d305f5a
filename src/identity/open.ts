import type { MedusaContainer } from "@medusajs/framework/types"
import { asValue } from "@medusajs/framework/awilix"
import { randomInt } from "node:crypto"
import { setTimeout as delay } from "node:timers/promises"
import type { Logger } from "pino"
import type { ReadModel } from "../../modules/read-model/read-model"
import type { Settings } from "../../modules/setting/settings"
import { sharedHasher } from "../../modules/account/hashing"
import { purgeExpired } from "../../modules/account/store/purge"
import { parseCorsOrigins } from "../http/cors"
import { createOwnPages } from "../http/own-pages"
import type { Env } from "../lib/env"
import { jwtSecretOf } from "../lib/kept-secret"
import { openRing } from "../lib/secret-box"
import { createAccessTokens } from "./access-tokens"
import { openActors } from "./actors"
import { IDENTITY_CONTEXT, type IdentityContext } from "./context"
import { failureOf } from "./failure"
import { removeForgottenAccounts } from "./forgotten-accounts"
import { bearerOf, createIdentify, type Identify } from "./identify"
import { createKnownDevices } from "./known-devices"
import { createTicketBox } from "./registration-ticket"
import { startRounds } from "./registration-rounds"
import { completeRegistrations } from "./registrations"
import { createResetTokens } from "./reset-tokens"
import { openRevocations } from "./revocations"
import { openStanding } from "./standing"

/** Milliseconds between removals of what has expired. */
const purgePause = 15 * 60_000
/** A few times what the longest answer takes, a hash: the work falls into any of them. */
const latestMs = 1_500
const revokedTag = "session:"

export type OpenIdentity = {
  context: IdentityContext
  identify: Identify
  /** ObjectId of the account behind a request's token, for its rate limit; checks no revocation. */
  accountOf: (request: Parameters<typeof bearerOf>[0]) => string | undefined
  stop: () => Promise<void>
}

export type IdentityOptions = {
  env: Env
  container: MedusaContainer
  readModel: ReadModel
  settings: Settings
  logger: Logger
  /** Tells the other processes, and hears from them, by tags. */
  signals: {
    mark: (tags: readonly string[]) => void
    onStale: (listener: (tags: readonly string[]) => void) => void
  }
}

/** Opens what signs people in and knows them again, and registers it with Medusa's container. */
export async function openIdentity(options: IdentityOptions): Promise<OpenIdentity> {
  const { env, container, readModel, settings, logger, signals } = options
  const { pool } = readModel
  const jwtSecret = jwtSecretOf(env)
  const box = openRing(env.ENCRYPTION_KEYS)
  const tokens = createAccessTokens(jwtSecret)
  const actors = openActors(pool, jwtSecret)
  const tickets = createTicketBox(box, jwtSecret)
  const revocations = await openRevocations(pool, () => {
    actors.forget()
  })
  const standing = openStanding(pool)
  signals.onStale((tags) => {
    revocations.add(
      tags.filter((tag) => tag.startsWith(revokedTag)).map((tag) => tag.slice(revokedTag.length))
    )
  })

  function logFailure(work: string, error: unknown): void {
    logger.error({ failure: failureOf(error), work }, "work behind an answer failed")
  }

  const working = new Set<Promise<void>>()
  function start(name: string, work: () => Promise<unknown>, pauseMs: number): Promise<void> {
    const done = delay(pauseMs)
      .then(work)
      .then(
        () => undefined,
        (error: unknown) => {
          logFailure(name, error)
        }
      )
      .finally(() => working.delete(done))
    working.add(done)
    return done
  }

  const context: IdentityContext = {
    pool,
    container,
    settings,
    box,
    tokens,
    actors,
    tickets,
    resetTokens: createResetTokens(jwtSecret),
    knownDevices: createKnownDevices(jwtSecret),
    backendUrl: env.BACKEND_URL ?? `http://localhost:${env.PORT}`,
    secureCookies: env.NODE_ENV === "production",
    announceRevoked: (sessionIds) => {
      if (sessionIds.length > 0) {
        signals.mark(sessionIds.map((id) => `${revokedTag}${id}`))
      }
    },
    logFailure,
    projectAccount: (accountId) => readModel.projectNow("users", [accountId]),
    behind: (name, work) => {
      void start(name, work, 0)
    },
    later: (name, work) => {
      void start(name, work, randomInt(latestMs))
    },
  }
  container.register({ [IDENTITY_CONTEXT]: asValue(context) })
  const isOwnPage = createOwnPages([
    new URL(context.backendUrl).origin,
    ...parseCorsOrigins(env.ADMIN_CORS_ORIGIN),
  ])

  const stopDuties = env.WORKER_MODE === "server" ? () => undefined : startDuties()

  /** What is done whoever asks; processes that serve only leave it to the workers. */
  function startDuties(): () => void {
    const stopRounds = startRounds(() =>
      start("registrations", () => completeRegistrations(context), 0)
    )
    const purge = () => {
      context.behind("what has expired", async () => {
        await removeForgottenAccounts(context)
        await purgeExpired(pool)
      })
    }
    purge()
    const purging = setInterval(purge, purgePause).unref()
    return () => {
      stopRounds()
      clearInterval(purging)
    }
  }

  return {
    context,
    identify: createIdentify({ tokens, actors, revocations, standing, tickets, isOwnPage }),
    accountOf: (request) => {
      const token = bearerOf(request)
      return token === undefined ? undefined : tokens.verify(token, Date.now())?.userId
    },
    stop: async () => {
      stopDuties()
      revocations.stop()
      standing.stop()
      await Promise.all(working)
      await sharedHasher().close()
    },
  }
}
