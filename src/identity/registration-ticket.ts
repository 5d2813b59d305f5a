import { createSigner } from "fast-jwt"
import type { IncomingMessage } from "node:http"
import type { SecretBox } from "../lib/secret-box"
import { medusaSecretOf } from "./medusa-secret"

/** Minutes between the two steps of Medusa's registration. */
const ticketMinutes = 15
const prefix = "reg_"

/** The first step of Medusa's registration, carried to the second by the client, sealed. */
export type TicketRegistration = {
  email: string
  passwordHash: string
  actorType: "customer" | "user"
}

export type TicketBox = {
  seal: (registration: TicketRegistration) => string
  open: (token: string, nowMs: number) => TicketRegistration | undefined
  /** What Medusa's middleware before the second step has to find. */
  authorization: (actorType: string) => string
}

/** Makes what seals and opens tickets; nothing is stored until the second step. */
export function createTicketBox(box: SecretBox, jwtSecret: string): TicketBox {
  const signer = createSigner({
    key: medusaSecretOf(jwtSecret),
    algorithm: "HS256",
    expiresIn: 60_000,
  })
  return {
    seal: (registration) =>
      prefix +
      box.seal(
        JSON.stringify({ ...registration, until: Date.now() + ticketMinutes * 60_000 }),
        "registration"
      ),
    open: (token, nowMs) => {
      if (!token.startsWith(prefix)) {
        return undefined
      }
      try {
        const { until, ...registration } = JSON.parse(
          box.open(token.slice(prefix.length), "registration")
        ) as TicketRegistration & { until: number }
        return until > nowMs ? registration : undefined
      } catch {
        return undefined
      }
    },
    authorization: (actorType) =>
      `Bearer ${signer({
        actor_id: "",
        actor_type: actorType,
        auth_identity_id: "registration",
        auth_provider: "emailpass",
        app_metadata: {},
        user_metadata: {},
      })}`,
  }
}

/** Opens the ticket a newcomer shows, with the header that lets it through to the route. */
export function openTicket(
  tickets: TicketBox,
  token: string | undefined,
  nowMs: number
): { registration: TicketRegistration; authorization: string } | undefined {
  const registration = token === undefined ? undefined : tickets.open(token, nowMs)
  return (
    registration && {
      registration,
      authorization: tickets.authorization(registration.actorType),
    }
  )
}

const ticketKey = Symbol("registration ticket")
type Marked = IncomingMessage & { [ticketKey]?: TicketRegistration }

export function setTicket(request: IncomingMessage, registration: TicketRegistration): void {
  const marked: Marked = request
  marked[ticketKey] = registration
}

/** The registration a request continues; undefined where it shows no good ticket. */
export function ticketOf(request: IncomingMessage): TicketRegistration | undefined {
  return (request as Marked)[ticketKey]
}
