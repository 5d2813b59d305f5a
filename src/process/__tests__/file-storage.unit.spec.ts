import { EnvError, readEnv } from "../../lib/env"
import { fileProviderOf } from "../file-storage"

const s3 = {
  S3_BUCKET: "txova",
  S3_FILE_URL: "https://files.example/",
  S3_ACCESS_KEY_ID: "id",
  S3_SECRET_ACCESS_KEY: "secret",
}
const cloudinary = { CLOUDINARY_URL: "cloudinary://key:secret@cloud" }

it("keeps files in the data folder unless told otherwise", () => {
  const provider = fileProviderOf(readEnv({ DATA_DIR: "state" }), "/srv/txova")
  expect(provider.resolve).toMatch(/modules\/file-local$/)
  expect(provider.options).toEqual({
    publicDir: "/srv/txova/state/media",
    privateDir: "/srv/txova/state/private-files",
  })
})

it("takes Cloudinary where its URL is set", () => {
  const provider = fileProviderOf(readEnv(cloudinary), "/srv/txova")
  expect(provider.resolve).toMatch(/modules\/file-cloudinary$/)
})

it("takes a bucket before Cloudinary", () => {
  const provider = fileProviderOf(readEnv({ ...cloudinary, ...s3 }), "/srv/txova")
  expect(provider).toMatchObject({
    resolve: "@medusajs/medusa/file-s3",
    options: { bucket: "txova", file_url: "https://files.example", region: "us-east-1" },
  })
  expect(provider.options).not.toHaveProperty("acl")
})

it("marks no file public in a bucket that refuses ACLs", () => {
  const provider = fileProviderOf(readEnv({ ...s3, S3_OBJECT_ACLS: "false" }), "/srv/txova")
  expect(provider.options).toMatchObject({ acl: false })
})

it("names what a bucket lacks", () => {
  const env = readEnv({ S3_BUCKET: "txova", S3_FILE_URL: "https://files.example" })
  expect(() => fileProviderOf(env, "/srv/txova")).toThrow(EnvError)
  expect(() => fileProviderOf(env, "/srv/txova")).toThrow("S3_SECRET_ACCESS_KEY is not set")
})
