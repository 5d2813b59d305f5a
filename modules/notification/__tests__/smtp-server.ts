import { once } from "node:events"
import { createServer, type AddressInfo, type Socket } from "node:net"

/** A mail as the server took it: its envelope, and its text with lines unescaped. */
export type TakenMail = { from: string; to: string[]; text: string }

export type SmtpServer = {
  url: string
  taken: TakenMail[]
  close: () => Promise<void>
}

/** What the server says to a command in place of consent. */
export type Refusals = Partial<Record<"RCPT" | "DATA", string>>

/** As much of SMTP (RFC 5321) as a client needs to send one mail a connection. */
function converse(socket: Socket, refusals: Refusals, take: (mail: TakenMail) => void): void {
  let mail: TakenMail = { from: "", to: [], text: "" }
  let isData = false
  let rest = ""
  const say = (line: string) => socket.write(`${line}\r\n`)

  const answer = (line: string) => {
    const verb = line.slice(0, 4).toUpperCase()
    const address = /<(.*)>/.exec(line)?.[1] ?? ""
    if (verb === "MAIL") {
      mail = { from: address, to: [], text: "" }
    } else if (verb === "RCPT" && refusals.RCPT === undefined) {
      mail.to.push(address)
    } else if (verb === "DATA" && refusals.DATA === undefined) {
      isData = true
      say("354 go on")
      return
    } else if (verb === "QUIT") {
      socket.end("221 bye\r\n")
      return
    }
    say(refusals[verb as keyof Refusals] ?? "250 ok")
  }

  const addLine = (line: string) => {
    if (line === ".") {
      isData = false
      take(mail)
      say("250 taken")
    } else {
      mail.text += `${line.replace(/^\./, "")}\r\n`
    }
  }

  say("220 test")
  socket.on("error", () => undefined)
  socket.setEncoding("utf8").on("data", (chunk: string) => {
    const lines = `${rest}${chunk}`.split("\r\n")
    rest = lines.pop() ?? ""
    for (const line of lines) {
      if (isData) {
        addLine(line)
      } else {
        answer(line)
      }
    }
  })
}

/** A mail server on a free port of this machine. */
export async function startSmtpServer(refusals: Refusals = {}): Promise<SmtpServer> {
  const taken: TakenMail[] = []
  const server = createServer((socket) => converse(socket, refusals, (mail) => taken.push(mail)))
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  const { port } = server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    close: async () => {
      server.close()
      await once(server, "close")
    },
  }
}
