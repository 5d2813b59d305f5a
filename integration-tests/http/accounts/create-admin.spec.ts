import { spawn } from "node:child_process"
import { once } from "node:events"
import path from "node:path"
import { registerBuyer } from "../../support/accounts"
import { passSteps, totp, turnTwoFactorOn } from "../../support/authenticator"
import { knock } from "../../support/doors"
import { mailsTo } from "../../support/outbox"
import { tryLogin, type Tokens } from "../../support/sign-in"
import { until } from "../../support/until"
import { openWorld, type World } from "../../support/world"

const root = path.resolve(__dirname, "../../..")
const email = "administradora@example.com"
const password = "Machamba-do-Incomati-84"

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

/** Runs `npm run create-admin --` on the world's databases. */
async function createAdmin(...args: string[]): Promise<{ code: number; printed: string }> {
  const child = spawn(
    process.execPath,
    ["-r", "ts-node/register", path.join(root, "tools/create-admin.ts"), ...args],
    {
      cwd: root,
      env: {
        ...process.env,
        TS_NODE_PROJECT: path.join(root, "tsconfig.json"),
        DATABASE_URL: world.databases.databaseUrl,
        MONGO_URI: world.databases.mongoUri,
        DATA_DIR: world.dataDir,
        ADMIN_PASSWORD: password,
        REDIS_URL: "",
      },
      stdio: ["ignore", "pipe", "pipe"],
    }
  )
  let printed = ""
  const keep = (chunk: Buffer) => {
    printed += chunk.toString()
  }
  child.stdout.on("data", keep)
  child.stderr.on("data", keep)
  const [code] = (await once(child, "close")) as [number]
  return { code, printed }
}

const secretIn = (printed: string) => /Authenticator secret.*: ([A-Z2-7]+)/.exec(printed)?.[1] ?? ""
const codesIn = (printed: string) => /Recovery codes.*: (.+)/.exec(printed)?.[1]?.split(" ") ?? []

async function challenge(): Promise<string> {
  const { data } = (await tryLogin(world, { email, password })).body as {
    data: { challengeToken: string }
  }
  return data.challengeToken
}

async function answer(code: string) {
  return world.api.post("/v1/auth/2fa/challenge").send({ challengeToken: await challenge(), code })
}

describe("npm run create-admin", () => {
  let token: string
  let codes: string[]

  it("makes an admin who gets into the dashboard", async () => {
    expect(await createAdmin("--email", email)).toMatchObject({ code: 0 })
    const { data } = (await tryLogin(world, { email, password })).body as { data: Tokens }
    token = data.accessToken
    expect((await knock(world, "/admin", token)).status).toBe(200)
  })

  it("gives it two-factor: its sessions end, and what is printed signs in", async () => {
    const { code, printed } = await createAdmin("--email", email, "--two-factor")
    expect(code).toBe(0)
    await until("the session has ended", async () => {
      return (await knock(world, "/admin", token)).status === 401
    })
    codes = codesIn(printed)
    expect(codes).toHaveLength(10)
    expect((await answer(totp(secretIn(printed)))).status).toBe(200)
    expect((await answer(codes[0] ?? "")).status).toBe(200)
  })

  it("gives it anew: what was printed before is worth nothing", async () => {
    const { printed } = await createAdmin("--email", email, "--two-factor")
    await passSteps(world, email)
    expect((await answer(codes[1] ?? "")).status).toBe(401)
    expect((await answer(codesIn(printed)[0] ?? "")).status).toBe(200)
  })

  it("takes it away from whoever has lost it, and tells them by mail", async () => {
    const buyer = await registerBuyer(world)
    await turnTwoFactorOn(world, buyer)
    const before = (await mailsTo(world, buyer.email)).length
    expect(await createAdmin("--email", buyer.email, "--clear-two-factor")).toMatchObject({
      code: 0,
    })
    expect((await tryLogin(world, buyer)).body).toMatchObject({ data: { expiresIn: 900 } })
    await until("a mail says so", async () => {
      return (await mailsTo(world, buyer.email)).length > before
    })
    await until("the session has ended", async () => {
      return (await knock(world, "/v1", buyer.accessToken)).status === 401
    })
  })

  it("makes nobody's account staff, nor a name that is no e-mail", async () => {
    const buyer = await registerBuyer(world)
    expect((await createAdmin("--email", buyer.email)).code).toBe(1)
    expect((await createAdmin("--email", "nobody")).code).toBe(1)
  })
})
