import { readdir } from "node:fs/promises"
import path from "node:path"
import sharp from "sharp"
import { halves, phonePhoto, pngBomb } from "../../../modules/media/__tests__/sample-images"
import { registerBuyer, type Buyer } from "../../support/accounts"
import { until } from "../../support/until"
import { openWorld, type World } from "../../support/world"

let world: World
let buyer: Buyer

beforeAll(async () => {
  world = await openWorld({ template: "empty" })
  buyer = await registerBuyer(world)
})

afterAll(() => world.close())

const as = (who: Buyer) => ({ Authorization: `Bearer ${who.accessToken}` })

function send(bytes: Buffer, name = "foto.jpg", who = buyer) {
  return world.api.post("/v1/users/avatar").set(as(who)).attach("avatar", bytes, name)
}

async function storedFiles(): Promise<string[]> {
  return readdir(path.join(world.dataDir, "media/avatars")).catch(() => [])
}

async function profile() {
  const answer = await world.api.get("/v1/users/profile").set(as(buyer)).expect(200)
  return answer.body.data.user
}

it("puts up a phone's photo upright, in three sizes, without where it was taken", async () => {
  const answer = await send(await phonePhoto(1600, 800)).expect(200)

  const { user } = answer.body.data
  expect(answer.body.success).toBe(true)
  expect(answer.headers.etag).toMatch(/^"r\d+"$/)
  expect(user).toMatchObject({ id: buyer.userId, email: buyer.email })
  expect(user.avatar).toBe(user.avatarSizes.large)
  const sizes = await Promise.all(
    ["thumbnail", "medium", "large"].map(async (name) => {
      const url: string = user.avatarSizes[name]
      expect(url).toMatch(/^\/media\/avatars\/[0-9a-f-]{36}\.webp$/)
      const picture = await world.api.get(url).buffer(true).expect(200)
      expect(picture.headers["content-type"]).toBe("image/webp")
      const { width, height, exif } = await sharp(picture.body as Buffer).metadata()
      return [width, height, exif]
    })
  )
  expect(sizes).toEqual([
    [80, 160, undefined],
    [240, 480, undefined],
    [600, 1200, undefined],
  ])
  expect(await profile()).toMatchObject({ avatarSizes: user.avatarSizes })
})

it("deletes the files of the picture before, and of the last one taken away", async () => {
  await send(await halves(300, 300).png().toBuffer(), "foto.png").expect(200)
  await until("the earlier files are gone", async () => (await storedFiles()).length === 3)

  const answer = await world.api.delete("/v1/users/avatar").set(as(buyer)).expect(200)
  expect(answer.body.data.user).toMatchObject({ avatar: null, avatarSizes: null })
  await until("the last files are gone", async () => (await storedFiles()).length === 0)
  await world.api.delete("/v1/users/avatar").set(as(buyer)).expect(200)
})

it("keeps one picture's files of many sent at once", async () => {
  const bytes = await halves(120, 120).webp().toBuffer()
  const answers = await Promise.all([1, 2, 3, 4].map(() => send(bytes)))
  expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200])

  await until("one picture's files are left", async () => (await storedFiles()).length === 3)
  const { avatarSizes } = await profile()
  expect((await storedFiles()).map((file) => `/media/avatars/${file}`).sort()).toEqual(
    Object.values(avatarSizes).sort()
  )
})

describe("refuses", () => {
  it.each([
    ["HTML by the name of a JPEG", Buffer.from("<!doctype html><script>alert(1)</script>")],
    ["SVG", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ["an empty file", Buffer.alloc(0)],
    ["a bomb", pngBomb(30_000)],
  ])("%s", async (_name, bytes) => {
    const before = await storedFiles()
    const answer = await send(bytes).expect(422)
    expect(answer.body.error).toMatchObject({
      code: "IMAGE_REFUSED",
      details: [{ path: "avatar" }],
    })
    expect(await storedFiles()).toEqual(before)
  })

  it("a form without the file", async () => {
    const answer = await world.api
      .post("/v1/users/avatar")
      .set(as(buyer))
      .set("content-type", "multipart/form-data; boundary=b")
      .send("--b--\r\n")
      .expect(422)
    expect(answer.body.error).toMatchObject({
      code: "VALIDATION_FAILED",
      details: [{ path: "avatar" }],
    })
  })

  it.each([
    ["text in place of the file", { avatar: "/media/products/x.webp" }, "avatar"],
    ["another field", { role: "admin" }, "role"],
  ])("%s", async (_name, fields, wrong) => {
    const form = world.api.post("/v1/users/avatar").set(as(buyer)).field(fields)
    const answer = await ("avatar" in fields
      ? form
      : form.attach("avatar", await halves(9, 9).png().toBuffer(), "a.png"))
    expect(answer.status).toBe(422)
    expect(answer.body.error).toMatchObject({
      code: "VALIDATION_FAILED",
      details: [{ path: wrong }],
    })
  })

  it("two files", async () => {
    const bytes = await halves(9, 9).png().toBuffer()
    const answer = await send(bytes).attach("avatar", bytes, "b.png")
    expect(answer.status).toBe(422)
    expect(answer.body.error.details).toEqual([{ path: "avatar", message: "must be there once" }])
  })

  it("more than 5 MB", async () => {
    const answer = await send(Buffer.alloc(6 * 1024 * 1024, 0xff)).expect(413)
    expect(answer.body.error.code).toBe("PAYLOAD_TOO_LARGE")
  })

  it("JSON", async () => {
    const answer = await world.api
      .post("/v1/users/avatar")
      .set(as(buyer))
      .send({ avatar: "x" })
      .expect(415)
    expect(answer.body.error.code).toBe("UNSUPPORTED_MEDIA_TYPE")
  })

  it("a form that is cut off", async () => {
    const answer = await world.api
      .post("/v1/users/avatar")
      .set(as(buyer))
      .set("content-type", "multipart/form-data; boundary=b")
      .send('--b\r\nContent-Disposition: form-data; name="avatar"; filename="a.png"\r\n\r\nbytes')
      .expect(400)
    expect(answer.body.error.code).toBe("MALFORMED_REQUEST")
  })

  it("somebody who is not signed in", async () => {
    const bytes = await halves(9, 9).png().toBuffer()
    await world.api.post("/v1/users/avatar").attach("avatar", bytes, "a.png").expect(401)
    await world.api.delete("/v1/users/avatar").expect(401)
  })
})

it("lets no stored file run anything, and none outside its folder be read", async () => {
  const { avatar } = await profile()
  const { headers } = await world.api.get(avatar).expect(200)
  expect(headers).toMatchObject({
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "cross-origin-resource-policy": "cross-origin",
  })
  for (const url of [
    "/media/..%2foutbox",
    "/media/%2e%2e/outbox",
    "/media/avatars/..%2f..%2foutbox",
  ]) {
    await world.api.get(url).expect(404)
  }
})

it("says in the OpenAPI document that the picture comes in a form", async () => {
  const { body } = await world.api.get("/v1/openapi.json").expect(200)
  expect(body.paths["/v1/users/avatar"].post.requestBody).toEqual({
    required: true,
    content: {
      "multipart/form-data": {
        schema: {
          type: "object",
          properties: { avatar: { type: "string", format: "binary" } },
          required: ["avatar"],
          additionalProperties: false,
        },
      },
    },
  })
})
