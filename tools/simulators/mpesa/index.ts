import { z } from "zod"
import { createControlApi } from "../shared/control-api"
import { createControls, type Controls } from "../shared/controls"
import { listen, type Listener } from "../shared/listener"
import { createScript } from "../shared/script"
import { selfSignedCertificate } from "../shared/self-signed"
import { serve } from "../shared/serve"
import { createStage, type StageOptions } from "../shared/stage"
import { writeAnswer } from "../shared/wire"
import { createCredentials } from "./credentials"
import { handle } from "./handle"
import { operationNames, operations, type Operation } from "./operations"
import type { MpesaReply } from "./reply"
import { scenarioOfPhone } from "./scenarios"
import { mpesaStep, toStep, type MpesaStep } from "./step"

export type MpesaSimulatorOptions = StageOptions & {
  /** Of all operations and the controls; a free one unless said. */
  port?: number
  host?: string
  tls?: boolean
  /** Of the RSA key; the operator's has 4096, which takes seconds to make. */
  keyBits?: number
  /** Listens on the operator's own port for each operation, so that MPESA_BASE_URL needs none. */
  operatorPorts?: boolean
}

export type MpesaSimulator = Controls<MpesaStep> & {
  /** Serves all operations, and the controls. */
  url: string
  /** What the server under test needs in its environment: each operation has a port of its own. */
  env: Record<string, string>
  /** PEM of the authority behind the certificate; undefined without TLS. */
  ca: string | undefined
  /** Closes an operation's own port, or opens it again. */
  setPort: (operation: Operation, isOpen: boolean) => Promise<void>
  close: () => Promise<void>
}

/** M-Pesa's gateway as a server on this machine. README.md tells what it can do. */
export async function startMpesaSimulator(
  options: MpesaSimulatorOptions = {}
): Promise<MpesaSimulator> {
  const { host = "127.0.0.1", port = 0, tls = false, operatorPorts = false } = options
  const certificate = tls ? selfSignedCertificate() : undefined
  const credentials = createCredentials(options.keyBits ?? 2048)
  const stage = createStage(options, "application/json")
  const script = createScript<Operation, MpesaReply>(["c2b", "b2c"], scenarioOfPhone)
  const controls = createControls<Operation, MpesaReply, MpesaStep>(stage, script, toStep)
  const simulation = { stage, script, credentials }
  const ports = new Map<Operation, Listener>()

  const setPort = async (operation: Operation, isOpen: boolean) => {
    await (isOpen ? ports.get(operation)?.open() : ports.get(operation)?.close())
  }
  const control = createControlApi<MpesaStep>(controls, mpesaStep, {
    "POST /__port": async ({ body }) => {
      const { operation, open } = portSwitch.parse(JSON.parse(body))
      await setPort(operation, open)
      return { status: 200, contentType: "application/json", body: "{}" }
    },
  })
  const listener = serve(control, ({ request, response, url, body }) =>
    handle(simulation, request, url, body, (answer, fault) => writeAnswer(response, answer, fault))
  )
  const main = await listen(listener, { host, port, certificate })
  for (const name of operationNames) {
    const own = operatorPorts ? operations[name].port : 0
    ports.set(name, await listen(listener, { host, port: own, certificate }))
  }

  return {
    ...controls,
    url: main.url,
    env: {
      MPESA_API_KEY: credentials.apiKey,
      MPESA_PUBLIC_KEY: credentials.publicKey,
      MPESA_SERVICE_PROVIDER_CODE: credentials.serviceProviderCode,
      MPESA_INITIATOR_IDENTIFIER: credentials.initiatorIdentifier,
      MPESA_SECURITY_CREDENTIAL: credentials.securityCredential,
      ...Object.fromEntries(
        operationNames.map((name) => [
          `MPESA_${name.toUpperCase()}_URL`,
          `${ports.get(name)?.url ?? main.url}${operations[name].path}`,
        ])
      ),
    },
    ca: certificate?.cert,
    setPort,
    close: async () => {
      stage.timers.clear()
      await Promise.all([main, ...ports.values()].map((each) => each.close()))
    },
  }
}

const portSwitch = z.strictObject({ operation: z.enum(operationNames), open: z.boolean() })
