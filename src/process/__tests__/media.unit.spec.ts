import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises"
import os from "node:os"
import path from "node:path"
import express from "express"
import request from "supertest"
import { serveMedia } from "../media"

let folder: string
const app = express()

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "txova-media-"))
  const media = path.join(folder, "media")
  await mkdir(path.join(media, "avatars"), { recursive: true })
  await writeFile(path.join(folder, "secret.txt"), "secret")
  await writeFile(path.join(media, ".hidden"), "secret")
  for (const name of ["a.webp", "a.avif", "a.JPG", "a.svg", "a.html", "a.js", "a", "a.webp.html"]) {
    await writeFile(path.join(media, "avatars", name), "<script>alert(1)</script>")
  }
  app.use("/media", serveMedia(media))
})

afterAll(() => rm(folder, { recursive: true }))

it.each([
  ["a.webp", "image/webp"],
  ["a.avif", "image/avif"],
  ["a.JPG", "image/jpeg"],
])("shows %s as %s, for a year", async (name, type) => {
  const answer = await request(app).get(`/media/avatars/${name}`).expect(200)
  expect(answer.headers["content-type"]).toBe(type)
  expect(answer.headers["content-disposition"]).toBeUndefined()
  expect(answer.headers["cache-control"]).toBe("public, max-age=31536000, immutable")
})

it.each(["a.svg", "a.html", "a.js", "a", "a.webp.html"])(
  "has %s saved, not shown",
  async (name) => {
    const answer = await request(app).get(`/media/avatars/${name}`).expect(200)
    expect(answer.headers["content-type"]).toBe("application/octet-stream")
    expect(answer.headers["content-disposition"]).toBe("attachment")
  }
)

it.each([
  "/media/..%2fsecret.txt",
  "/media/%2e%2e/secret.txt",
  "/media/avatars/..%2f..%2fsecret.txt",
  "/media/avatars/..%5c..%5csecret.txt",
  "/media/..%252fsecret.txt",
  "/media/%00",
  "/media/.hidden",
  "/media/avatars",
  "/media/avatars/",
  "/media/",
  "/media/avatars/nothing.webp",
])("finds nothing at %s", async (url) => {
  const answer = await request(app).get(url)
  expect(answer.status).toBe(404)
  expect(answer.text).not.toContain("secret")
})

it("takes nothing in", async () => {
  await request(app).post("/media/avatars/a.webp").send("x").expect(404)
})
