import { randomBytes } from "node:crypto"
import { startEmolaSimulator } from "../simulators/emola"
import { startMpesaSimulator } from "../simulators/mpesa"
import { startStripeSimulator } from "../simulators/stripe"

/** Milliseconds that a simulated buyer takes to type the PIN: long enough to be seen. */
const pinMs = 3_000

export type Simulators = {
  /** What the server needs in its environment to pay through them. */
  env: Record<string, string>
  /** Names and addresses, for people. */
  lines: string[]
  stop: () => Promise<void>
}

type Variables = Readonly<Record<string, string | undefined>>

type Started = {
  name: string
  url: string
  env: Record<string, string>
  close: () => Promise<void>
}

const token = () => randomBytes(16).toString("hex")

async function mpesa(origin: string): Promise<Started> {
  const MPESA_CALLBACK_TOKEN = token()
  const callbackUrl = `${origin}/hooks/mpesa/${MPESA_CALLBACK_TOKEN}`
  const simulator = await startMpesaSimulator({ keyBits: 2048, pinMs, callbackUrl })
  const { url, env, close } = simulator
  return { name: "M-Pesa", url, env: { ...env, MPESA_CALLBACK_TOKEN }, close }
}

async function emola(origin: string): Promise<Started> {
  const EMOLA_CALLBACK_TOKEN = token()
  const callbackUrl = `${origin}/hooks/emola/${EMOLA_CALLBACK_TOKEN}`
  const { url, env, close } = await startEmolaSimulator({ pinMs, callbackUrl })
  return { name: "e-Mola", url, env: { ...env, EMOLA_CALLBACK_TOKEN }, close }
}

async function stripe(origin: string): Promise<Started> {
  const secretKey = `sk_test_${token()}`
  const webhookSecret = `whsec_${token()}`
  const simulator = await startStripeSimulator({
    secretKey,
    webhookSecret,
    webhookUrl: `${origin}/hooks/stripe`,
  })
  const env = {
    STRIPE_SECRET_KEY: secretKey,
    STRIPE_WEBHOOK_SECRET: webhookSecret,
    STRIPE_API_URL: simulator.url,
  }
  return { name: "Stripe", url: simulator.url, env, close: () => simulator.close() }
}

/**
 * Starts a simulator for each gateway that the environment names no account of: nothing is
 * charged, and nobody is asked for a PIN. Never in production, where such a gateway is off.
 *
 * @param origin of the server, where callbacks go
 */
export async function startSimulators(variables: Variables, origin: string): Promise<Simulators> {
  const isUnset = (prefix: string) =>
    !Object.entries(variables).some(([name, value]) => name.startsWith(prefix) && value !== "")
  const started = await Promise.all([
    ...(isUnset("MPESA_") ? [mpesa(origin)] : []),
    ...(isUnset("EMOLA_") ? [emola(origin)] : []),
    ...(isUnset("STRIPE_") ? [stripe(origin)] : []),
  ])
  return {
    env: Object.assign({}, ...started.map(({ env }) => env)) as Record<string, string>,
    lines: started.map(({ name, url }) => `${name.padEnd(8)} simulated at ${url}`),
    stop: async () => {
      await Promise.all(started.map(({ close }) => close()))
    },
  }
}
