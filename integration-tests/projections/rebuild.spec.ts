import { spawn, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import path from "node:path"
import { projectionOf } from "../../modules/read-model/collections"
import { toObjectId } from "../../modules/read-model/collections/ids"
import { rebuildCollection } from "../../modules/read-model/rebuild/rebuild"
import { listRebuilds } from "../../modules/read-model/rebuild/shadow"
import { verifyCollection, type Difference } from "../../modules/read-model/verify/verify"
import { openReadModelWorld, type ReadModelWorld } from "../support/read-model"
import { until } from "../support/until"

const root = path.resolve(__dirname, "../..")
const products = projectionOf("products")

let world: ReadModelWorld

beforeAll(async () => {
  world = await openReadModelWorld()
  await rebuild()
  await world.pool.query("DELETE FROM projection_outbox")
  await world.startProjector()
})
afterAll(() => world.close())

function rebuild(readRows = products.readRows) {
  return rebuildCollection(world.pool, world.readModel.mongo.db(), { ...products, readRows })
}

/** Runs a TypeScript program of this project on the world's databases. */
function run(file: string, ...args: string[]) {
  const child = spawn(
    process.execPath,
    ["-r", "ts-node/register/transpile-only", path.join(root, file), ...args],
    {
      cwd: root,
      env: {
        ...process.env,
        NODE_ENV: "test",
        TS_NODE_PROJECT: path.join(root, "tsconfig.json"),
        DATABASE_URL: world.databases.databaseUrl,
        MONGO_URI: world.databases.mongoUri,
      },
      stdio: ["ignore", "pipe", "inherit", "ipc"],
    }
  )
  let printed = ""
  child.stdout?.on("data", (chunk: Buffer) => (printed += chunk.toString()))
  return { child, output: () => printed }
}

async function status(): Promise<string> {
  const { child, output } = run("tools/projections.ts", "status")
  await once(child, "close")
  return output()
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit")
  child.kill("SIGKILL")
  await ended
}

async function rename(id: string, title: string): Promise<void> {
  await world.pool.query("UPDATE product SET title = $2 WHERE id = $1", [id, title])
}

async function nameIn(collection: string, id: string): Promise<unknown> {
  const stored = await world.readModel.collection(collection).findOne({ _id: toObjectId(id) })
  return stored?.name
}

async function firstProduct(): Promise<string> {
  const [id = ""] = await products.listIds(world.pool, "", 1)
  expect(id).not.toBe("")
  return id
}

async function differences(): Promise<Difference[]> {
  const { collection } = world.readModel
  const verified = await verifyCollection(world.pool, collection("products"), products)
  return verified.differences
}

async function shadows(): Promise<string[]> {
  const present = await world.readModel.mongo.db().listCollections().toArray()
  return present.map(({ name }) => name).filter((name) => name.includes("__rebuild"))
}

/** Each product's name in a collection, without the versions, which a rebuild raises. */
async function names(): Promise<unknown[]> {
  return world.readModel
    .collection("products")
    .find({}, { projection: { name: 1 } })
    .sort({ _id: 1 })
    .toArray()
}

describe("a rebuild", () => {
  it("keeps what the projector stored after a page was read", async () => {
    const id = await firstProduct()
    let reads = 0
    await rebuild(async (db, ids) => {
      const rows = await products.readRows(db, ids)
      reads += 1
      if (reads === 1) {
        await rename(id, "changed while its page was in hand")
        const [{ shadow } = { shadow: "" }] = await listRebuilds(world.pool)
        await until(
          "the projector writes to the shadow",
          async () => (await nameIn(shadow, id)) === "changed while its page was in hand"
        )
      }
      return rows
    })
    expect(await nameIn("products", id)).toBe("changed while its page was in hand")
    await world.settled()
    expect(await differences()).toEqual([])
  })

  it("keeps the living collection's indexes", async () => {
    const indexes = async () =>
      (await world.readModel.collection("products").listIndexes().toArray()).map(
        ({ name, key, unique, partialFilterExpression }) => ({
          name: String(name),
          key: key as object,
          unique: Boolean(unique),
          partialFilterExpression: partialFilterExpression as unknown,
        })
      )
    const byName = (one: { name: string }, other: { name: string }) =>
      one.name.localeCompare(other.name)
    const before = await indexes()
    await rebuild()
    expect((await indexes()).sort(byName)).toEqual(before.sort(byName))
  })

  it("is refused while another of the same collection is under way", async () => {
    const { child } = run("integration-tests/support/stuck-rebuild-process.ts")
    await once(child, "message")
    try {
      await expect(rebuild()).rejects.toThrow("A rebuild of products is under way already")
    } finally {
      await kill(child)
    }
  })
})

describe("a rebuild that is killed", () => {
  it("is heeded by projectors as long as it lives, and cleared away by the next", async () => {
    const id = await firstProduct()
    const { child } = run("integration-tests/support/stuck-rebuild-process.ts")
    await once(child, "message")
    const [shadow = ""] = await shadows()
    await rename(id, "while it lives")
    await until("the shadow has it", async () => (await nameIn(shadow, id)) === "while it lives")
    expect(await status()).toMatch(/rebuild of products, begun .*, under way/)

    await kill(child)
    await until(
      "its lock is gone",
      async () => (await listRebuilds(world.pool))[0]?.isAlive === false
    )
    await rename(id, "after it was killed")
    await until(
      "the living collection has it",
      async () => (await nameIn("products", id)) === "after it was killed"
    )
    await world.settled()
    expect(await nameIn(shadow, id)).toBe("while it lives")
    expect(await status()).toMatch(
      /rebuild of products, begun .*, was killed: run "rebuild products"/
    )

    await rebuild()
    expect(await shadows()).toEqual([])
    expect(await status()).not.toContain("rebuild of")
    expect(await nameIn("products", id)).toBe("after it was killed")
    await world.settled()
    expect(await differences()).toEqual([])
  })
})

describe("Ctrl-C", () => {
  it("ends a rebuild, which leaves nothing behind", async () => {
    const before = await names()
    // Holds the rebuild at its first step, as a batch does that takes long.
    const batch = await world.pool.connect()
    await batch.query("BEGIN")
    await batch.query("SELECT pg_advisory_xact_lock_shared(hashtext('projection_swap'))")
    const { child, output } = run("tools/projections.ts", "rebuild", "products")
    const ended = once(child, "close")
    await until("the rebuild waits for the batch", async () => {
      const { rowCount } = await world.pool.query(
        "SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
      )
      return rowCount !== 0
    })
    child.kill("SIGINT")
    await batch.query("COMMIT")
    batch.release()
    expect(await ended).toEqual([130, null])
    expect(output()).toContain("interrupted")
    expect(await listRebuilds(world.pool)).toEqual([])
    expect(await shadows()).toEqual([])
    expect(await names()).toEqual(before)
  })
})
