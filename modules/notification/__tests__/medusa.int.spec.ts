import { fork } from "node:child_process"
import { randomBytes } from "node:crypto"
import { once } from "node:events"
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises"
import os from "node:os"
import path from "node:path"
import { Pool } from "pg"
import type { OutgoingNotification } from "../send-notification"
import { mailSamples, smsSamples } from "../templates/samples"
import type { Outcome } from "./medusa-process"
import { startSmtpServer, type SmtpServer } from "./smtp-server"

type StoredRow = { row: Record<string, unknown>; text: string }

/** Medusa's Notification module with our providers, on a database of its own. */
type World = {
  outboxDir: string
  send: (...batch: OutgoingNotification[]) => Promise<Outcome[]>
  /** Every row, as an object and as Postgres writes it out. */
  rows: () => Promise<StoredRow[]>
  close: () => Promise<void>
}

async function onServer(statement: string): Promise<void> {
  const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 1 })
  try {
    await pool.query(statement)
  } finally {
    await pool.end()
  }
}

async function openWorld(smtpUrl = ""): Promise<World> {
  const name = `notification_test_${randomBytes(6).toString("hex")}`
  await onServer(`create database ${name}`)
  const url = new URL(process.env.DATABASE_URL ?? "")
  url.pathname = `/${name}`
  const outboxDir = await mkdtemp(path.join(os.tmpdir(), "txova-outbox-"))
  const child = fork(path.join(__dirname, "medusa-process.ts"), {
    execArgv: ["-r", "ts-node/register"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: {
      ...process.env,
      DATABASE_URL: url.href,
      OUTBOX_DIR: outboxDir,
      LOG_LEVEL: "error",
      ...(smtpUrl === "" ? {} : { SMTP_URL: smtpUrl }),
    },
  })
  const answer = async (): Promise<unknown> => {
    const [message] = (await Promise.race([
      once(child, "message"),
      once(child, "exit").then(([code]) => Promise.reject(new Error(`It ended with ${code}`))),
    ])) as unknown[]
    return message
  }
  await answer()
  const pool = new Pool({ connectionString: url.href })
  return {
    outboxDir,
    send: async (...batch) => {
      child.send(batch)
      return (await answer()) as Outcome[]
    },
    rows: async () => {
      const { rows } = await pool.query<StoredRow>(
        "select to_jsonb(n) as row, n::text as text from notification n order by created_at"
      )
      return rows
    },
    close: async () => {
      await pool.end()
      child.kill()
      await once(child, "exit")
      await onServer(`drop database ${name} with (force)`)
      await rm(outboxDir, { recursive: true, force: true })
    },
  }
}

const mail: OutgoingNotification = {
  to: "amelia@sample.example",
  channel: "email",
  template: "verify-email",
  language: "pt",
  data: mailSamples["verify-email"],
}

const message: OutgoingNotification = {
  to: "+258849990001",
  channel: "sms",
  template: "phone-code",
  language: "pt",
  data: smsSamples["phone-code"],
}

describe("through Medusa's Notification module, without servers", () => {
  let world: World

  beforeAll(async () => {
    world = await openWorld()
  })

  afterAll(async () => {
    await world.close()
  })

  it("a mail and a message arrive, and their rows hold neither token nor code", async () => {
    expect(await world.send(mail, message)).toEqual([{}, {}])
    const files = await readdir(world.outboxDir)
    const read = (extension: string) =>
      readFile(path.join(world.outboxDir, files.find((file) => file.endsWith(extension)) ?? ""))
    expect(String(await read(".eml"))).toContain("?token=sample-token\r\n")
    expect(String(await read(".sms.json"))).toContain("123456")

    const rows = await world.rows()
    const common = { status: "success", data: null, provider_data: null }
    expect(rows.map(({ row }) => row)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ ...common, to: mail.to, provider_id: "txova-mail" }),
        expect.objectContaining({ ...common, to: message.to, provider_id: "txova-sms" }),
      ])
    )
    expect(rows.map(({ text }) => text).join("\n")).not.toMatch(/token=|Confirm|<html|123456/)
  })

  it("of many calls under one key one is sent", async () => {
    const before = (await readdir(world.outboxDir)).length
    const rowsBefore = (await world.rows()).length
    const keyed = { ...mail, idempotencyKey: "verify-email:many" }
    expect(await world.send(keyed, keyed, keyed, keyed)).toEqual([{}, {}, {}, {}])
    expect(await world.send(keyed)).toEqual([{}])
    expect(await readdir(world.outboxDir)).toHaveLength(before + 1)
    expect(await world.rows()).toHaveLength(rowsBefore + 1)
  })
})

describe("through Medusa's Notification module, with a mail server that fails", () => {
  const refusals = { RCPT: "451 4.3.0 <amelia@sample.example> later" }
  let server: SmtpServer
  let world: World

  beforeAll(async () => {
    server = await startSmtpServer(refusals)
    world = await openWorld(server.url)
  })

  afterAll(async () => {
    await world.close()
    await server.close()
  })

  it("a mail that failed is an error, and is sent once more under its key", async () => {
    const keyed = { ...mail, idempotencyKey: "verify-email:again" }
    const [outcome] = await world.send(keyed)
    expect(outcome?.error).toMatch(/The SMTP server .* did not take the mail: .*451 4\.3\.0/)
    expect(outcome?.error).not.toContain("amelia")
    const [failed] = await world.rows()
    expect(failed?.row.status).toBe("failure")

    Reflect.deleteProperty(refusals, "RCPT")
    expect(await world.send(keyed)).toEqual([{}])
    expect(await world.send(keyed)).toEqual([{}])
    expect(server.taken).toHaveLength(1)
    const rows = await world.rows()
    expect(rows).toHaveLength(1)
    expect(rows[0]?.row).toMatchObject({ id: failed?.row.id, status: "success" })
  })
})
