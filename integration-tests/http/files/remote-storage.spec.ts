import { once } from "node:events"
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import {
  fieldsOf,
  startFakeCloudinary,
} from "../../../modules/file-cloudinary/__tests__/fake-cloudinary"
import { halves } from "../../../modules/media/__tests__/sample-images"
import { registerBuyer, type Buyer } from "../../support/accounts"
import { until } from "../../support/until"
import { openWorld, type World } from "../../support/world"

async function send(world: World, who: Buyer) {
  return world.api
    .post("/v1/users/avatar")
    .set("Authorization", `Bearer ${who.accessToken}`)
    .attach("avatar", await halves(300, 300).png().toBuffer(), "foto.png")
}

describe("with Cloudinary", () => {
  let fake: Awaited<ReturnType<typeof startFakeCloudinary>>
  let world: World
  let buyer: Buyer
  let isUp = true

  beforeAll(async () => {
    fake = await startFakeCloudinary()
    fake.answerWith((call, response) => {
      const { public_id = "" } = fieldsOf(call.body)
      if (!isUp) {
        response.writeHead(500).end('{"error":{"message":"away"}}')
      } else {
        response.end(JSON.stringify({ public_id, secure_url: `https://res.example/${public_id}` }))
      }
    })
    const CLOUDINARY_URL = `cloudinary://key:s3cret@cloud?upload_prefix=${fake.origin}`
    world = await openWorld({ template: "empty", env: { CLOUDINARY_URL } })
    buyer = await registerBuyer(world)
  })

  afterAll(async () => {
    await world.close()
    await fake.close()
  })

  it("keeps pictures there and deletes those replaced", async () => {
    const first = await send(world, buyer)
    expect(first.status).toBe(200)
    expect(first.body.data.user.avatar).toMatch(/^https:\/\/res\.example\/avatars\/[0-9a-f-]{36}$/)
    await send(world, buyer)
    const destroyed = await until("three files are deleted", () => {
      const calls = fake.calls.filter((call) => call.path.endsWith("/image/destroy"))
      return Promise.resolve(calls.length === 3 && calls)
    })
    const ids = destroyed.map((call) => fieldsOf(call.body).public_id)
    expect(ids).toContain(first.body.data.user.avatar.replace("https://res.example/", ""))
  })

  it("leaves the picture as it was while Cloudinary is away", async () => {
    isUp = false
    const answer = await send(world, buyer)
    isUp = true
    expect(answer.status).toBe(503)
    expect(answer.text).not.toContain("s3cret")
    const profile = await world.api
      .get("/v1/users/profile")
      .set("Authorization", `Bearer ${buyer.accessToken}`)
    expect(profile.body.data.user.avatar).toMatch(/^https:\/\/res\.example\//)
  })
})

describe("with a bucket", () => {
  type Call = { method: string; url: string; headers: NodeJS.Dict<string | string[]> }
  const calls: Call[] = []
  let bucket: Server
  let world: World

  beforeAll(async () => {
    bucket = createServer((request, response) => {
      const { method = "", url = "", headers } = request
      calls.push({ method, url, headers })
      request.resume()
      response.end()
    })
    bucket.listen(0, "127.0.0.1")
    await once(bucket, "listening")
    world = await openWorld({
      template: "empty",
      env: {
        S3_BUCKET: "txova",
        S3_ENDPOINT: `http://127.0.0.1:${(bucket.address() as AddressInfo).port}`,
        S3_FILE_URL: "https://files.example/",
        S3_ACCESS_KEY_ID: "id",
        S3_SECRET_ACCESS_KEY: "secret",
      },
    })
  })

  afterAll(async () => {
    await world.close()
    bucket.closeAllConnections()
    bucket.close()
  })

  it("keeps pictures there, for all to read", async () => {
    const answer = await send(world, await registerBuyer(world))
    expect(answer.status).toBe(200)
    const { avatar } = answer.body.data.user
    expect(avatar).toMatch(/^https:\/\/files\.example\/avatars\/large-[0-9A-Z]{26}\.webp$/)
    const put = calls.find((call) => call.url.includes("/large-"))
    expect(put?.method).toBe("PUT")
    expect(put?.url).toMatch(/^\/txova\/avatars\/large-/)
    expect(put?.headers).toMatchObject({ "content-type": "image/webp", "x-amz-acl": "public-read" })
  })
})
