import os from "node:os"
import { createServer, type ServerResponse } from "node:http"
import { mongo } from "mongoose"
import { listen, planOf } from "./listen"

/** What each URL finds: a page of products by their ids, or one by its slug. */
export type FindPlan = {
  mongoUri: string
  /** Fields a list reads. */
  fields: readonly string[]
  lists: Record<string, readonly string[]>
  products: Record<string, string>
}

function send(response: ServerResponse, answer: unknown): void {
  const body = JSON.stringify(answer)
  response.writeHead(200, {
    "Content-Type": "application/json; charset=utf-8",
    "Content-Length": Buffer.byteLength(body),
  })
  response.end(body)
}

/** The same finds as the marketplace makes, with the driver and JSON.stringify and nothing else. */
async function main(): Promise<void> {
  const plan = await planOf<FindPlan>()
  const client = new mongo.MongoClient(plan.mongoUri, {
    maxPoolSize: 20,
    runtimeAdapters: { os },
  })
  const products = client.db().collection("products")
  const lists = new Map(
    Object.entries(plan.lists).map(([url, ids]) => [
      url,
      ids.map((id) => new mongo.BSON.ObjectId(id)),
    ])
  )
  const slugs = new Map(Object.entries(plan.products))
  const projection = Object.fromEntries(plan.fields.map((name) => [name, 1]))

  async function answer(url: string, response: ServerResponse): Promise<void> {
    const ids = lists.get(url)
    const slug = slugs.get(url)
    if (ids !== undefined) {
      const filter = { _id: { $in: ids }, isPublic: true }
      const documents = await products.find(filter, { projection }).toArray()
      send(response, { success: true, data: { products: documents } })
    } else if (slug !== undefined) {
      const document = await products.findOne({ slug, isPublic: true })
      send(response, { success: true, data: { product: document } })
    } else {
      response.writeHead(404).end()
    }
  }

  await client.connect()
  listen(
    createServer((request, response) => {
      answer(request.url ?? "", response).catch(() => response.destroy())
    })
  )
}

void main()
