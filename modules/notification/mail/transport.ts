import { createTransport, type Transporter } from "nodemailer"
import { DeliveryError, reasonOf } from "../delivery-error"
import { writeToOutbox } from "../outbox"

/** A mail with one recipient. */
export type Mail = { to: string; subject: string; text: string; html: string }

/** Where mails go, and who they are from: SMTP, else SendGrid, else the outbox. */
export type MailOptions = {
  /** Such as smtps://user:password@smtp.example:465. */
  smtpUrl?: string
  sendgridApiKey?: string
  /** An address with or without a name: "Txova <nao-responder@txova.example>". */
  from: string
  /** Absolute folder of the mails that no server takes. */
  outboxDir: string
}

/** Hands mails over. */
export type MailTransport = {
  /** What the log calls it; without credentials. */
  name: string
  /**
   * @returns the mail's Message-ID and, where it is a file, the file's name.
   * @throws DeliveryError where the server did not take it.
   */
  send: (mail: Mail) => Promise<{ messageId: string; file?: string }>
}

/** Milliseconds; a request or a job is waiting. */
const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 }

/** Mail programs do not answer what names itself automatic, with notes of absence. */
const headers = { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" }

/** The transport that the options ask for. Opens no connection. */
export function createMailTransport(options: MailOptions): MailTransport {
  if (options.smtpUrl !== undefined) {
    const { host, password } = hostOf(options.smtpUrl)
    return smtpTransport(
      host,
      createTransport({ url: options.smtpUrl, ...timeouts, ...closedDoors }, { headers }),
      options.from,
      password
    )
  }
  if (options.sendgridApiKey !== undefined) {
    return smtpTransport(
      "smtp.sendgrid.net:465",
      createTransport(
        {
          host: "smtp.sendgrid.net",
          port: 465,
          secure: true,
          auth: { user: "apikey", pass: options.sendgridApiKey },
          ...timeouts,
          ...closedDoors,
        },
        { headers }
      ),
      options.from,
      options.sendgridApiKey
    )
  }
  return outboxTransport(options.outboxDir, options.from)
}

/** No content may make the mailer read a file or fetch a page. */
const closedDoors = { disableFileAccess: true, disableUrlAccess: true }

function hostOf(smtpUrl: string): { host: string; password: string } {
  const url = new URL(smtpUrl)
  return { host: url.host, password: decodeURIComponent(url.password) }
}

/** As an object: as text, "a@x.example, b@y.example" would be two recipients. */
function recipient(to: string) {
  return { name: "", address: to }
}

function smtpTransport(
  host: string,
  transporter: Transporter,
  from: string,
  password: string
): MailTransport {
  return {
    name: `SMTP server ${host}`,
    send: async ({ to, ...mail }) => {
      try {
        const sent = (await transporter.sendMail({ from, to: recipient(to), ...mail })) as {
          messageId: string
        }
        return { messageId: sent.messageId }
      } catch (error) {
        // Without a cause: nodemailer's errors carry the recipient in several fields,
        // and servers repeat it in what they answer.
        throw new DeliveryError(
          `The SMTP server ${host} did not take the mail: ${reasonOf(error, [to, password])}`
        )
      }
    },
  }
}

function outboxTransport(folder: string, from: string): MailTransport {
  const transporter = createTransport(
    { streamTransport: true, buffer: true, newline: "windows", ...closedDoors },
    { headers }
  )
  return {
    name: `outbox ${folder}`,
    send: async ({ to, subject, text, html }) => {
      const sent = await transporter.sendMail({
        from,
        to: recipient(to),
        subject,
        text: { raw: readablePart(text) },
        html,
      })
      const file = await writeToOutbox(folder, ".eml", sent.message as Buffer)
      return { messageId: sent.messageId, file }
    },
  }
}

/**
 * The plain text as it is, so that a link can be copied from the file: the usual
 * quoted-printable breaks it over lines and writes "=" as "=3D".
 */
function readablePart(text: string): string {
  const head = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit"
  return `${head}\r\n\r\n${text.replace(/\r?\n/g, "\r\n")}\r\n`
}
