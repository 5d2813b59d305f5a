import {
  createEmolaGateway,
  readEmolaConfig,
  unfitForProduction as unfitEmola,
} from "../../modules/payment/gateways/emola"
import {
  createMpesaGateway,
  readMpesaConfig,
  unfitForProduction as unfitMpesa,
} from "../../modules/payment/gateways/mpesa"
import {
  readStripeConfig,
  stripeFaultsInProduction,
} from "../../modules/payment/gateways/stripe/config"
import { createStripeGateway } from "../../modules/payment/gateways/stripe/stripe-gateway"
import type { gatewayEnv } from "../lib/gateway-env"
import type { Gateways } from "./context"

type Variables = Readonly<Partial<Record<keyof typeof gatewayEnv, string | undefined>>>

/**
 * The gateways that the environment names an account of. In production one that is unfit for
 * it, such as a sandbox, stops the start: money would seem to come in that nobody has paid.
 */
export function openGateways(variables: Variables, production: boolean): Gateways {
  const mpesa = readMpesaConfig(variables)
  const emola = readEmolaConfig(variables)
  const stripe = readStripeConfig(variables)
  if (production) {
    const unfit = [
      ...(mpesa === undefined ? [] : unfitMpesa(mpesa)),
      ...(emola === undefined ? [] : unfitEmola(emola)),
      ...(stripe === undefined ? [] : stripeFaultsInProduction(stripe)),
    ]
    if (unfit.length > 0) {
      throw new Error(`Payment gateways are unfit for production: ${unfit.join("; ")}`)
    }
  }
  return {
    mobile: {
      ...(mpesa === undefined ? {} : { mpesa: createMpesaGateway(mpesa) }),
      ...(emola === undefined ? {} : { emola: createEmolaGateway(emola) }),
    },
    card: stripe === undefined ? undefined : createStripeGateway(stripe),
  }
}
