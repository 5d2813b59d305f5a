import { createControlApi } from "../shared/control-api"
import { createControls, type Controls } from "../shared/controls"
import { listen } from "../shared/listener"
import { createScript } from "../shared/script"
import { selfSignedCertificate } from "../shared/self-signed"
import { serve } from "../shared/serve"
import { createStage, type StageOptions } from "../shared/stage"
import { writeAnswer } from "../shared/wire"
import type { Operation } from "./check-request"
import { createCredentials } from "./credentials"
import { handle } from "./handle"
import type { EmolaReply } from "./reply"
import { scenarioOfPhone } from "./scenarios"
import { emolaStep, toStep, type EmolaStep } from "./step"

export type EmolaSimulatorOptions = StageOptions & {
  /** A free one unless said. */
  port?: number
  host?: string
  tls?: boolean
}

export type EmolaSimulator = Controls<EmolaStep> & {
  /** Serves the gateway, and the controls. */
  url: string
  /** What the server under test needs in its environment. */
  env: Record<string, string>
  /** PEM of the authority behind the certificate; undefined without TLS. */
  ca: string | undefined
  /** Closes the port, the controls' too, or opens it again. */
  setPort: (isOpen: boolean) => Promise<void>
  close: () => Promise<void>
}

/** e-Mola's gateway as a server on this machine. README.md tells what it can do. */
export async function startEmolaSimulator(
  options: EmolaSimulatorOptions = {}
): Promise<EmolaSimulator> {
  const { host = "127.0.0.1", port = 0, tls = false } = options
  const certificate = tls ? selfSignedCertificate() : undefined
  const credentials = createCredentials()
  const stage = createStage(options, "application/json")
  const script = createScript<Operation, EmolaReply>(
    ["pushUssdMessage", "pushUssdDisbursementB2C"],
    scenarioOfPhone
  )
  const controls = createControls<Operation, EmolaReply, EmolaStep>(stage, script, toStep)
  const listener = serve(createControlApi<EmolaStep>(controls, emolaStep), ({ response, body }) =>
    handle({ stage, script, credentials }, body, (answer, fault) =>
      writeAnswer(response, answer, fault)
    )
  )
  const main = await listen(listener, { host, port, certificate })

  return {
    ...controls,
    url: main.url,
    env: {
      EMOLA_URL: `${main.url}/BCCSGateway/BCCSGateway`,
      EMOLA_USERNAME: credentials.username,
      EMOLA_PASSWORD: credentials.password,
      EMOLA_PARTNER_CODE: credentials.partnerCode,
      EMOLA_KEY: credentials.key,
    },
    ca: certificate?.cert,
    setPort: async (isOpen) => {
      await (isOpen ? main.open() : main.close())
    },
    close: async () => {
      stage.timers.clear()
      await main.close()
    },
  }
}
