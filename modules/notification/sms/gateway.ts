import { DeliveryError, reasonOf } from "../delivery-error"
import { writeToOutbox } from "../outbox"

/** Where text messages go: a gateway over HTTP, else the outbox. */
export type SmsOptions = {
  /** Takes POST of JSON {"to", "text"} and answers with a status of 200 to 299. */
  url?: string
  /** Sent as `Authorization: Bearer …` where given. */
  token?: string
  /** Milliseconds until the gateway must have answered. */
  timeoutMs?: number
  /** Absolute folder of the messages that no gateway takes. */
  outboxDir: string
}

/** A text for one phone, its number in E.164, such as +258841234567. */
export type Sms = { to: string; text: string }

/** Hands text messages over. */
export type SmsGateway = {
  /** What the log calls it. */
  name: string
  /**
   * @returns the file's name where the message is one.
   * @throws DeliveryError where the gateway did not take it in time.
   */
  send: (sms: Sms) => Promise<{ file?: string }>
}

const defaultTimeoutMs = 10_000

/** The gateway that the options ask for. Opens no connection. */
export function createSmsGateway(options: SmsOptions): SmsGateway {
  return options.url === undefined
    ? outboxGateway(options.outboxDir)
    : httpGateway(options.url, options)
}

function httpGateway(url: string, { token, timeoutMs = defaultTimeoutMs }: SmsOptions): SmsGateway {
  const { host } = new URL(url)
  return {
    name: `SMS gateway ${host}`,
    send: async (sms) => {
      const signal = AbortSignal.timeout(timeoutMs)
      const status = await post(url, sms, token, signal).catch((error: unknown) => {
        const reason = signal.aborted
          ? `no answer within ${timeoutMs} ms`
          : reasonOf(error, [sms.to, token ?? ""])
        throw new DeliveryError(`The SMS gateway ${host} did not take the message: ${reason}`)
      })
      if (status < 200 || status > 299) {
        // What it says beside the status may repeat the number and the text.
        throw new DeliveryError(`The SMS gateway ${host} did not take the message: HTTP ${status}`)
      }
      return {}
    },
  }
}

async function post(url: string, sms: Sms, token: string | undefined, signal: AbortSignal) {
  const answer = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(sms),
    // Followed, a redirect would take the token and the code elsewhere.
    redirect: "manual",
    signal,
  })
  // Frees the connection.
  await answer.body?.cancel()
  return answer.status
}

function outboxGateway(folder: string): SmsGateway {
  return {
    name: `outbox ${folder}`,
    send: async ({ to, text }) => {
      const content = { to, text, sentAt: new Date().toISOString() }
      const file = await writeToOutbox(
        folder,
        ".sms.json",
        `${JSON.stringify(content, undefined, 2)}\n`
      )
      return { file }
    },
  }
}
