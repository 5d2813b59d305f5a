import { CloudinaryFileProvider } from "../provider"
import { fieldsOf, startFakeCloudinary } from "./fake-cloudinary"

let fake: Awaited<ReturnType<typeof startFakeCloudinary>>
let provider: CloudinaryFileProvider

// The SDK settles between http and https once, when it is loaded, by its own variable.
jest.mock("cloudinary", () => {
  process.env.CLOUDINARY_URL = "cloudinary://none:none@none?upload_prefix=http://localhost"
  const actual: unknown = jest.requireActual("cloudinary")
  delete process.env.CLOUDINARY_URL
  return actual
})

beforeAll(async () => {
  fake = await startFakeCloudinary()
  provider = new CloudinaryFileProvider(undefined, {
    url: `cloudinary://key:s3cret@cloud?upload_prefix=${fake.origin}`,
    timeoutMs: 300,
  })
})

afterAll(() => fake.close())

beforeEach(() => {
  fake.calls.length = 0
})

const picture = {
  filename: "avatars/large.webp",
  mimeType: "image/webp",
  content: Buffer.from("bytes of a picture").toString("base64"),
  access: "public" as const,
}

function takeUploads(): void {
  fake.answerWith((call, response) => {
    const { public_id } = fieldsOf(call.body)
    response.end(JSON.stringify({ public_id, secure_url: `https://res.example/${public_id}.webp` }))
  })
}

it("uploads a picture under a random name of its folder, signed, and gives its URL", async () => {
  takeUploads()
  const { key, url } = await provider.upload(picture)

  const [call] = fake.calls
  const fields = fieldsOf(call?.body ?? "")
  expect(call?.path).toBe("/v1_1/cloud/image/upload")
  expect(fields).toMatchObject({
    file: "bytes of a picture",
    type: "upload",
    overwrite: "0",
    api_key: "key",
    signature: expect.stringMatching(/^[0-9a-f]{40,64}$/),
  })
  expect(fields.public_id).toMatch(/^avatars\/[0-9a-f-]{36}$/)
  expect(key).toBe(`image/upload/${fields.public_id}`)
  expect(url).toBe(`https://res.example/${fields.public_id}.webp`)
  expect(call?.body).not.toContain("s3cret")
})

it("keeps a file private unless it is public, behind a link that ends", async () => {
  takeUploads()
  const { key, url } = await provider.upload({
    filename: "orders.csv",
    mimeType: "text/csv",
    content: "a;b\n",
  })
  expect(fake.calls[0]?.path).toBe("/v1_1/cloud/raw/upload")
  expect(key).toMatch(/^raw\/private\/[0-9a-f-]{36}\.csv$/)
  expect(url).toMatch(/\/v1_1\/cloud\/raw\/download\?.*expires_at=\d+.*signature=/)
})

it("takes a stream", async () => {
  takeUploads()
  const { writeStream, promise, fileKey } = await provider.getUploadStream({
    filename: "products.csv",
    mimeType: "text/csv",
  })
  writeStream.end("id;title\n")
  expect((await promise).key).toBe(fileKey)
  expect(fieldsOf(fake.calls[0]?.body ?? "").file).toBe("id;title\n")
})

it("deletes files by their keys; one that is gone is no error", async () => {
  fake.answerWith((_call, response) => {
    response.end(JSON.stringify({ result: "not found" }))
  })
  await provider.delete([{ fileKey: "image/upload/avatars/a" }, { fileKey: "raw/private/b.csv" }])
  expect(fake.calls.map((call) => call.path).sort()).toEqual([
    "/v1_1/cloud/image/destroy",
    "/v1_1/cloud/raw/destroy",
  ])
})

it("reads a file", async () => {
  fake.answerWith((_call, response) => {
    response.end("id;title\n")
  })
  const bytes = await provider.getAsBuffer({ fileKey: "raw/private/b.csv" })
  expect(bytes.toString()).toBe("id;title\n")
})

describe("fails, and ends nothing else, where Cloudinary", () => {
  it("does not answer", async () => {
    fake.answerWith(() => undefined)
    await expect(provider.upload(picture)).rejects.toThrow("Cloudinary did not")
  })

  it("drips its answer", async () => {
    fake.answerWith((_call, response) => {
      const dripping = setInterval(() => response.write(" "), 20)
      response.on("close", () => {
        clearInterval(dripping)
      })
    })
    await expect(provider.upload(picture)).rejects.toThrow("within 300 ms")
  })

  it.each([
    [401, '{"error":{"message":"Invalid Signature"}}', "Invalid Signature"],
    [502, "<html>Bad gateway</html>", "unexpected status code - 502"],
    [200, "<html>Hello</html>", "invalid JSON"],
    [200, "{}", "no answer"],
  ])("answers %i %s", async (status, body, message) => {
    fake.answerWith((_call, response) => {
      response.writeHead(status).end(body)
    })
    await expect(provider.upload(picture)).rejects.toThrow(message)
  })

  it("breaks off", async () => {
    fake.answerWith((_call, response) => response.destroy())
    await expect(provider.upload(picture)).rejects.toThrow("socket hang up")
  })
})

it.each(["https://key:secret@cloud", "cloudinary://cloud", "nonsense"])(
  "does not take %s as an account, nor say it",
  (url) => {
    expect(() => new CloudinaryFileProvider(undefined, { url })).toThrow(
      "CLOUDINARY_URL must be cloudinary://key:secret@cloud"
    )
  }
)
