import { spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import type { mongo } from "mongoose"
import { Client } from "pg"
import { startServices, type Services, type ServicesOptions } from ".."
import { withMongo } from "../mongo/connect"
import { freePort } from "../shared/free-port"
import { identify } from "../shared/process-identity"
import { waitUntil } from "../shared/wait-until"

// The first start on a machine may install a MongoDB from PyPI.
jest.setTimeout(10 * 60 * 1000)

const dataDir = mkdtempSync(join(tmpdir(), "txova-services-"))
const env = { ...process.env, DATABASE_URL: "", MONGO_URI: "", REDIS_URL: "" }
const logged: string[] = []
let services: Services | undefined

const start = async (more: Partial<ServicesOptions> = {}): Promise<Services> => {
  services = await startServices({ dataDir, env, log: (line) => logged.push(line), ...more })
  return services
}

const pidOf = (server: Services["postgres"]): number => {
  if (server?.pid === undefined) {
    throw new Error("the server does not run as ours")
  }
  return server.pid
}

const ask = async (url: string, sql: string): Promise<unknown[]> => {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

const withNotes = <T>(uri: string, work: (notes: mongo.Collection) => Promise<T>): Promise<T> =>
  withMongo(uri, 1_000, (client) => work(client.db().collection("notes")))

const notesIn = (uri: string): Promise<unknown[]> =>
  withNotes(uri, async (notes) =>
    (await notes.find().sort({ text: 1 }).toArray()).map(({ text }) => text)
  )

afterEach(async () => {
  await services?.stop()
  services = undefined
})

afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

describe("the embedded servers", () => {
  it("keep their data and ports over a stop and a start", async () => {
    const first = await start()
    await ask(first.databaseUrl, "CREATE TABLE note (text text)")
    await ask(first.databaseUrl, "INSERT INTO note VALUES ('maçã')")
    await withNotes(first.mongoUri, (notes) => notes.insertOne({ text: "banana" }))
    await first.stop()

    const second = await start()

    expect(await ask(second.databaseUrl, "SELECT text FROM note")).toEqual([{ text: "maçã" }])
    expect(await notesIn(second.mongoUri)).toEqual(["banana"])
    expect([second.databaseUrl, second.mongoUri]).toEqual([first.databaseUrl, first.mongoUri])
    expect(second.redisUrl).toBeUndefined()
  })

  it("have the extensions that search needs, for accented letters too", async () => {
    const { databaseUrl } = await start()
    await ask(databaseUrl, "CREATE DATABASE scratch")
    const scratch = databaseUrl.replace(/txova$/, "scratch")

    await ask(scratch, "CREATE EXTENSION unaccent; CREATE EXTENSION pg_trgm")

    expect(
      await ask(scratch, "SELECT unaccent('Maçã') AS plain, similarity('ção', 'ções') > 0 AS alike")
    ).toEqual([{ plain: "Maca", alike: true }])
  })

  it("are gone after stop", async () => {
    const { postgres, mongo: mongoServer, stop } = await start()
    const pids = [pidOf(postgres), pidOf(mongoServer)]

    await stop()

    expect(pids.map(identify)).toEqual([undefined, undefined])
  })

  it("are shared by a second start, whose stop leaves them running", async () => {
    const first = await start()
    const second = await startServices({ dataDir, env, log: () => undefined })

    await second.stop()

    expect(second.postgres).toBeUndefined()
    expect(await ask(second.databaseUrl, "SELECT 1 AS one")).toEqual([{ one: 1 }])
    expect(await notesIn(first.mongoUri)).toEqual(["banana"])
    await expect(second.stopMongo()).rejects.toThrow("not started by this process")
  })

  it("end with the process that started them, even when it is killed", async () => {
    const script = `
      const { startServices } = require("./tools/services")
      startServices({ dataDir: process.argv[1], env: process.env, log: () => undefined }).then((services) =>
        console.log(services.postgres.pid, services.mongo.pid))
      setInterval(() => undefined, 1000)`
    const parent = spawn(process.execPath, ["-r", "ts-node/register", "-e", script, dataDir], {
      cwd: resolve(__dirname, "../../.."),
      env,
      stdio: ["ignore", "pipe", "inherit"],
    })
    const [printed] = await once(parent.stdout, "data")
    const pids = (String(printed).match(/\d+/g) ?? []).map(Number)
    expect(pids.map((pid) => identify(pid)?.pid)).toEqual([expect.any(Number), expect.any(Number)])

    parent.kill("SIGKILL")

    expect(
      await waitUntil(() => pids.every((pid) => identify(pid) === undefined), { withinMs: 20_000 })
    ).toBe(true)
  })
})

describe("Postgres", () => {
  it("starts again after SIGKILL, its postmaster.pid left behind and its number taken by another process", async () => {
    const first = await start()
    await ask(first.databaseUrl, "INSERT INTO note VALUES ('written just before')")
    await first.postgres?.stop("kill")
    const noted = join(dataDir, "postgres-location.txt")
    const home = existsSync(noted)
      ? (readFileSync(noted, "utf8").split("\n")[0] ?? "")
      : join(dataDir, "postgres")
    const pidFile = join(home, "data", "postmaster.pid")
    writeFileSync(pidFile, readFileSync(pidFile, "utf8").replace(/^\d+/, String(first.mongo?.pid)))
    await first.stop()

    const second = await start()

    expect(await ask(second.databaseUrl, "SELECT text FROM note")).toContainEqual({
      text: "written just before",
    })
  })

  it("skips waiting for the disk when the data need not last", async () => {
    const { databaseUrl } = await start({ durable: false })

    expect(await ask(databaseUrl, "SHOW fsync")).toEqual([{ fsync: "off" }])
  })
})

describe("MongoDB", () => {
  it.each(["graceful", "kill"] as const)(
    "comes back on the same port and data after a %s stop",
    async (how) => {
      const { mongoUri, stopMongo, startMongo } = await start()
      await withNotes(mongoUri, (notes) => notes.insertOne({ text: `before ${how}` }))

      await stopMongo(how)
      await expect(notesIn(mongoUri)).rejects.toThrow("ECONNREFUSED")
      await startMongo()

      expect(await notesIn(mongoUri)).toContain(`before ${how}`)
    }
  )
})

describe("a server of one's own that cannot be used", () => {
  const password = "s3cret-p@ss/word"
  const escaped = encodeURIComponent(password)

  const failure = async (variables: NodeJS.ProcessEnv): Promise<string> => {
    const error = await start({ env: { ...env, ...variables } }).catch((thrown: unknown) => thrown)
    return error instanceof Error
      ? `${error.message} ${JSON.stringify(error)} ${String(error.cause)}`
      : "no error"
  }

  it.each([
    ["DATABASE_URL", (port: number) => `postgres://shop:${escaped}@127.0.0.1:${port}/shop`],
    ["DATABASE_URL", (port: number) => `postgres://shop:${password}@127.0.0.1:${port}/shop`],
    ["MONGO_URI", (port: number) => `mongodb://shop:${escaped}@127.0.0.1:${port}/shop`],
    ["MONGO_URI", (port: number) => `mongo://shop:${escaped}@127.0.0.1:${port}/shop`],
    ["REDIS_URL", (port: number) => `redis://shop:${escaped}@127.0.0.1:${port}/0`],
  ])("is an error that names %s and no password (%#)", async (variable, urlAt) => {
    const message = await failure({ [variable]: urlAt(await freePort()) })

    expect(message).toContain(`${variable} (`)
    expect(message).toContain("To do: ")
    for (const secret of [password, escaped, "s3cret", "ss/word"]) {
      expect(message).not.toContain(secret)
    }
  })

  it("is named when Postgres refuses the password", async () => {
    const { databaseUrl, stop } = await start()
    const wrong = databaseUrl.replace(/:[0-9a-f]{48}@/, ":wrong-s3cret@")

    const message = await failure({ DATABASE_URL: wrong, MONGO_URI: "" })
    await stop()

    expect(message).toContain("password authentication failed")
    expect(message).not.toContain("wrong-s3cret")
  })
})
