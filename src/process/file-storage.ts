import path from "node:path"
import { EnvError, type Env } from "../lib/env"

/** Milliseconds; a request waits. */
const timeouts = { connectionTimeout: 5_000, requestTimeout: 20_000 }

function s3Options(env: Env) {
  const needed = ["S3_FILE_URL", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"] as const
  const missing = needed.filter((name) => env[name] === undefined)
  if (missing.length > 0) {
    throw new EnvError(missing.map((name) => `${name} is not set, and S3_BUCKET is`))
  }
  return {
    bucket: env.S3_BUCKET,
    file_url: env.S3_FILE_URL?.replace(/\/+$/, ""),
    region: env.S3_REGION,
    endpoint: env.S3_ENDPOINT,
    access_key_id: env.S3_ACCESS_KEY_ID,
    secret_access_key: env.S3_SECRET_ACCESS_KEY,
    prefix: env.S3_PREFIX,
    cache_control: "public, max-age=31536000, immutable",
    ...(env.S3_OBJECT_ACLS ? {} : { acl: false }),
    additional_client_config: {
      // Services other than Amazon's often know buckets by path alone.
      forcePathStyle: env.S3_ENDPOINT !== undefined,
      maxAttempts: 2,
      requestHandler: timeouts,
    },
  }
}

/**
 * The provider of Medusa's File module that the environment asks for: a bucket, else
 * Cloudinary, else the data folder. The module takes exactly one.
 *
 * @param root folder that DATA_DIR is relative to
 * @throws EnvError where a bucket is named and its address or keys are not.
 */
export function fileProviderOf(env: Env, root: string) {
  if (env.S3_BUCKET !== undefined) {
    return { resolve: "@medusajs/medusa/file-s3", id: "s3", options: s3Options(env) }
  }
  const modules = path.resolve(__dirname, "../../modules")
  if (env.CLOUDINARY_URL !== undefined) {
    return {
      resolve: path.join(modules, "file-cloudinary"),
      id: "cloudinary",
      options: { url: env.CLOUDINARY_URL },
    }
  }
  const dataDir = path.resolve(root, env.DATA_DIR)
  return {
    resolve: path.join(modules, "file-local"),
    id: "local",
    options: {
      publicDir: path.join(dataDir, "media"),
      privateDir: path.join(dataDir, "private-files"),
    },
  }
}
