import { createSigner } from "fast-jwt"
import { LRUCache } from "lru-cache"
import type { Pool } from "pg"
import type { Role } from "../../modules/account/rules/permissions"
import { digestOf } from "../../modules/account/store/digest"
import { medusaSecretOf } from "./medusa-secret"

/** Who a session's account is in Medusa's eyes. */
export type Actor = {
  sessionId: string
  accountId: string
  /** ObjectId of the account. */
  userId: string
  email: string
  role: Role
  customerId: string | null
  medusaUserId: string | null
  sellerId: string | null
  authIdentityId: string | null
}

/** Medusa's kinds of actor, by the door they use. */
export type ActorType = "customer" | "user" | "seller"

export type Actors = {
  ofSession: (sessionId: string) => Promise<Actor | undefined>
  ofCookie: (value: string) => Promise<Actor | undefined>
  /** The header that makes Medusa's routes see the actor; undefined where the account is none of that kind. */
  authorization: (actor: Actor, type: ActorType) => string | undefined
  forget: () => void
}

/** Milliseconds a look at Postgres is believed; revoking a session empties the memory at once. */
const rememberedMs = 15_000
const medusaTokenSeconds = 300

type ActorRow = {
  session_id: string
  account_id: string
  object_id: string
  email: string
  role: Role
  customer_id: string | null
  user_id: string | null
  seller_id: string | null
  auth_identity_id: string | null
}

const actorBy = (condition: string) => `
SELECT s.id AS session_id, a.id AS account_id, a.object_id, a.email, a.role, a.customer_id,
       u.id AS user_id, a.seller_id, a.auth_identity_id
  FROM account_session s
  JOIN account a ON a.id = s.account_id AND a.deleted_at IS NULL AND a.status = 'active'
  LEFT JOIN "user" u ON u.id = a.user_id AND u.deleted_at IS NULL
 WHERE ${condition} AND s.revoked_at IS NULL AND s.expires_at > now()`

function toActor(row: ActorRow): Actor {
  return {
    sessionId: row.session_id,
    accountId: row.account_id,
    userId: row.object_id,
    email: row.email,
    role: row.role,
    customerId: row.customer_id,
    medusaUserId: row.user_id,
    sellerId: row.seller_id,
    authIdentityId: row.auth_identity_id,
  }
}

function actorIdOf(actor: Actor, type: ActorType): string | null {
  switch (type) {
    case "customer":
      return actor.customerId
    case "user":
      return actor.medusaUserId
    case "seller":
      return actor.sellerId
  }
}

/** Finds the actors behind sessions, and speaks for them to Medusa. */
export function openActors(pool: Pool, jwtSecret: string): Actors {
  const remembered = new LRUCache<string, Actor>({ max: 5_000, ttl: rememberedMs })
  const headers = new LRUCache<string, string>({
    max: 5_000,
    ttl: (medusaTokenSeconds - 60) * 1_000,
  })
  const signer = createSigner({
    key: medusaSecretOf(jwtSecret),
    algorithm: "HS256",
    expiresIn: medusaTokenSeconds * 1_000,
  })

  async function find(key: string, condition: string, value: string): Promise<Actor | undefined> {
    const known = remembered.get(key)
    if (known !== undefined) {
      return known
    }
    const { rows } = await pool.query<ActorRow>(actorBy(condition), [value])
    const [row] = rows
    if (row === undefined) {
      return undefined
    }
    const actor = toActor(row)
    remembered.set(key, actor)
    return actor
  }

  return {
    ofSession: (sessionId) => find(`session:${sessionId}`, "s.id = $1", sessionId),
    ofCookie: (value) => {
      const digest = digestOf(value)
      return find(`cookie:${digest}`, "s.cookie_hash = $1", digest)
    },
    authorization: (actor, type) => {
      const actorId = actorIdOf(actor, type)
      if (actorId === null) {
        return undefined
      }
      const key = `${actor.sessionId}:${type}:${actorId}`
      const known = headers.get(key)
      if (known !== undefined) {
        return known
      }
      const header = `Bearer ${signer({
        actor_id: actorId,
        actor_type: type,
        auth_identity_id: actor.authIdentityId ?? "",
        auth_provider: "emailpass",
        app_metadata: { account_id: actor.accountId, [`${type}_id`]: actorId },
        user_metadata: {},
      })}`
      headers.set(key, header)
      return header
    },
    forget: () => {
      remembered.clear()
    },
  }
}
