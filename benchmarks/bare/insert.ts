import os from "node:os"
import { mongo } from "mongoose"

const batchSize = 500

/**
 * Prints how many documents a second the driver inserts, of documents that lie
 * ready in memory: the most a rebuild could reach on this server.
 */
async function main([uri = "", from = "products"]: string[]): Promise<void> {
  const client = new mongo.MongoClient(uri, { runtimeAdapters: { os } })
  try {
    const db = client.db()
    const documents = await db.collection(from).find().toArray()
    const empty = `${from}__bare_insert`
    await db.dropCollection(empty).catch(() => false)
    const target = await db.createCollection(empty)
    const started = performance.now()
    for (let at = 0; at < documents.length; at += batchSize) {
      await target.bulkWrite(
        documents.slice(at, at + batchSize).map((document) => ({ insertOne: { document } })),
        { ordered: false }
      )
    }
    const seconds = (performance.now() - started) / 1_000
    await db.dropCollection(empty)
    process.stdout.write(`RESULT ${documents.length / seconds}\n`)
  } finally {
    await client.close()
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`)
  process.exit(1)
})
