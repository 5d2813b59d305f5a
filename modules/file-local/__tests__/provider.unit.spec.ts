import { mkdtemp, readdir, readFile, rm } from "node:fs/promises"
import os from "node:os"
import path from "node:path"
import { text } from "node:stream/consumers"
import { LocalFileProvider } from "../provider"

let folder: string
let provider: LocalFileProvider

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "txova-files-"))
  provider = new LocalFileProvider(undefined, {
    publicDir: path.join(folder, "media"),
    privateDir: path.join(folder, "private"),
  })
})

afterEach(() => rm(folder, { recursive: true }))

const base64 = (content: string) => Buffer.from(content, "latin1").toString("base64")

it("stores a public file under a random name, at a path of any host", async () => {
  const { key, url } = await provider.upload({
    filename: "avatars/Férias.webp",
    mimeType: "image/webp",
    content: base64("\x89bytes\x00"),
    access: "public",
  })
  expect(key).toMatch(/^avatars\/[0-9a-f-]{36}\.webp$/)
  expect(url).toBe(`/media/${key}`)
  expect(await readFile(path.join(folder, "media", key), "latin1")).toBe("\x89bytes\x00")
})

it("stores what is not public where nothing serves it", async () => {
  const { key, url } = await provider.upload({
    filename: "exports/orders.csv",
    mimeType: "text/csv",
    content: "número;valor\n",
  })
  expect(key).toMatch(/^private-[0-9a-f-]{36}\.csv$/)
  expect(url).toBe(`/admin/private-files/${key}`)
  expect(await readFile(path.join(folder, "private", key), "utf8")).toBe("número;valor\n")
  await expect(readdir(path.join(folder, "media"))).rejects.toThrow("ENOENT")
})

it("takes a stream and gives it back", async () => {
  const { writeStream, promise, fileKey } = await provider.getUploadStream({
    filename: "products.csv",
    mimeType: "text/csv",
  })
  writeStream.end("id;title\n")
  expect((await promise).key).toBe(fileKey)
  expect(await text(await provider.getDownloadStream({ fileKey }))).toBe("id;title\n")
  expect((await provider.getAsBuffer({ fileKey })).toString()).toBe("id;title\n")
})

it("deletes files; one that is gone is no error", async () => {
  const { key } = await provider.upload({
    filename: "a.png",
    mimeType: "image/png",
    content: base64("a"),
    access: "public",
  })
  await provider.delete([{ fileKey: key }, { fileKey: "avatars/gone.webp" }])
  expect(await readdir(path.join(folder, "media"))).toEqual([])
  await expect(provider.getPresignedDownloadUrl({ fileKey: key })).rejects.toThrow("no file")
})

it.each(["../outside", "avatars/../../outside", "/etc/hosts", "a\0b"])(
  "neither reads nor deletes by %j",
  async (fileKey) => {
    await expect(provider.delete({ fileKey })).rejects.toThrow("no key")
    await expect(provider.getPresignedDownloadUrl({ fileKey })).rejects.toThrow("no key")
    expect(() => provider.getAsBuffer({ fileKey })).toThrow("no key")
  }
)
