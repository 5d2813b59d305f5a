import { execFile } from "node:child_process"
import path from "node:path"
import { promisify } from "node:util"
import { openBankAccount, type BankAccount } from "../../../modules/seller/bank-account"
import { createSecretBox, developmentKeyRing } from "../../../src/lib/secret-box"
import { until } from "../../support/until"
import { openWorld, type World } from "../../support/world"

const root = path.resolve(__dirname, "../../..")
const number = "000800001234567810157"

let world: World
let seller = ""

beforeAll(async () => {
  world = await openWorld()
  const { rows } = await world.pool.query<{ id: string }>("SELECT id FROM seller LIMIT 1")
  seller = rows[0]?.id ?? ""
})
afterAll(() => world.close())

/** Runs the workflow in a process of its own, as a tool would. */
async function setBankAccount(): Promise<void> {
  const script = `
    const { openMedusaApp } = require("./tools/medusa-app")
    const seller = require("./src/workflows/seller/set-seller-bank-account")
    openMedusaApp().then(async ({ container }) => {
      const account = { bank_name: "BIM", account_number: "${number}" }
      await seller.setSellerBankAccountWorkflow(container).run({
        input: seller.sealedFor("${seller}", account),
      })
      process.exit(0)
    })`
  await promisify(execFile)(process.execPath, ["-r", "ts-node/register", "-e", script], {
    cwd: root,
    env: {
      ...process.env,
      TS_NODE_PROJECT: path.join(root, "tsconfig.json"),
      ENCRYPTION_KEYS: "",
      DATABASE_URL: world.databases.databaseUrl,
      MONGO_URI: world.databases.mongoUri,
    },
  })
}

describe("a seller's account number", () => {
  it("is sealed in Postgres and in the read model, and opens with the ring", async () => {
    await setBankAccount()
    const { rows } = await world.pool.query<{ bank_account: BankAccount }>(
      "SELECT bank_account FROM seller WHERE id = $1",
      [seller]
    )
    const stored = rows[0]?.bank_account
    expect(JSON.stringify(stored)).not.toContain(number)
    const box = createSecretBox(developmentKeyRing())
    expect(stored && openBankAccount(box, seller, stored).account_number).toBe(number)
    await until("the document holds the sealed text", async () => {
      const document = await world.mongo.collection("sellers").findOne({ medusaId: seller })
      const bank = document?.bankInfo as { accountNumber: string | null } | undefined
      return bank?.accountNumber === stored?.account_number
    })
  })

  it("is not stored in clear text, whoever writes it", async () => {
    await expect(
      world.pool.query("UPDATE seller SET bank_account = $2 WHERE id = $1", [
        seller,
        JSON.stringify({ bank_name: "BIM", account_number: number }),
      ])
    ).rejects.toThrow("seller_account_number_is_sealed")
  })
})
