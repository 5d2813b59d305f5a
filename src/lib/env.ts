import { z } from "zod"
import { gatewayEnv } from "./gateway-env"
import { parseKeyRing, SecretBoxError } from "./secret-box"

/** Where the storefront is in development. */
const developmentStorefront = "http://localhost:3000"

/**
 * Every environment variable the program reads, with its meaning. The file
 * `.env.example` is generated from this table, and a test compares the two.
 */
export const envSchema = z.object({
  NODE_ENV: z
    .enum(["development", "test", "production"])
    .default("development")
    .describe("Mode of the process. Production starts no embedded service."),
  PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65535)
    .default(9000)
    .describe("TCP port of the server; 0 takes a free one."),
  HOST: z.string().default("0.0.0.0").describe("Address the server binds to."),
  WORKER_MODE: z
    .enum(["shared", "server", "worker"])
    .default("shared")
    .describe(
      "What this process does: `server` answers requests, `worker` runs jobs, subscribers and the projector, `shared` does both."
    ),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe("Postgres 15 or newer, the source of truth. Required in production."),
  MONGO_URI: z
    .url({ protocol: /^mongodb(\+srv)?$/ })
    .optional()
    .describe("MongoDB 6 or newer, the read model. Required in production."),
  REDIS_URL: z
    .url({ protocol: /^rediss?$/ })
    .optional()
    .describe(
      "Redis 7: shared rate limits, cache invalidation, Medusa's event bus and workflow engine. Optional for one process, needed for several; locks stand on Postgres always."
    ),
  JWT_SECRET: z
    .string()
    .min(16)
    .optional()
    .describe(
      "Signs access tokens, 16 characters or more and 32 in production. Required in production. Elsewhere a random one is made and kept in DATA_DIR."
    ),
  COOKIE_SECRET: z
    .string()
    .min(16)
    .optional()
    .describe(
      "Given to Medusa for the sessions of its Express app, which nothing here begins or reads: the dashboard's session is a random value that Postgres knows the hash of. 16 characters or more and 32 in production. Required in production."
    ),
  ENCRYPTION_KEYS: z
    .string()
    .superRefine((text, context) => {
      try {
        parseKeyRing(text)
      } catch (error) {
        const message = error instanceof SecretBoxError ? error.message : "is malformed"
        context.addIssue({ code: "custom", message })
      }
    })
    .optional()
    .describe(
      "Encrypts secrets at rest, such as those of two-factor sign-in and account numbers of banks and wallets: id:key pairs separated by commas, a key being Base64 of 32 bytes (openssl rand -base64 32). The first encrypts, all decrypt: to change the key, put the new one in front and keep the old. Required in production."
    ),
  CORS_ORIGIN: z
    .string()
    .default("http://localhost:3000,http://localhost:5173,http://localhost:9000")
    .describe(
      "Origins of browsers that may call every door, separated by commas. The dashboard's session counts for none of them."
    ),
  ADMIN_CORS_ORIGIN: z
    .string()
    .default("")
    .describe(
      "Origins of dashboards hosted elsewhere on the same site, separated by commas: their pages may use the dashboard's session. Empty where the dashboard is at /app."
    ),
  BACKEND_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      "Where this server is reached from outside: links in mails lead to the dashboard there, and its pages may use the dashboard's session. Required in production."
    ),
  TRUSTED_PROXIES: z
    .string()
    .default("")
    .describe(
      "Proxies whose X-Forwarded-For is believed: networks in CIDR form separated by commas, or a number of hops. Empty believes none."
    ),
  MEDIA_BASE_URL: z
    .string()
    .default("")
    .describe(
      "Put before the path of every stored picture, such as a CDN's origin. Empty keeps paths relative to this host."
    ),
  DATA_DIR: z
    .string()
    .default(".data")
    .describe(
      "Folder of local files: pictures, outbox, and in development the embedded databases."
    ),
  S3_BUCKET: z
    .string()
    .optional()
    .describe(
      "Bucket of S3 or of a service that speaks like it (R2, MinIO, Spaces) for uploaded files. Without it and CLOUDINARY_URL they are kept in DATA_DIR."
    ),
  S3_FILE_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("Where the public reads the bucket's files, without a slash at the end."),
  S3_REGION: z.string().default("us-east-1").describe("Region of the bucket."),
  S3_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("Address of the service, where it is not Amazon's."),
  S3_ACCESS_KEY_ID: z.string().optional().describe("Key for S3_BUCKET."),
  S3_SECRET_ACCESS_KEY: z.string().optional().describe("Secret of S3_ACCESS_KEY_ID."),
  S3_PREFIX: z.string().default("").describe("Put before each file's name, such as txova/."),
  S3_OBJECT_ACLS: z
    .stringbool()
    .default(true)
    .describe(
      "Whether each file is marked public or private. False for buckets that refuse ACLs: their policy must then open public files and nothing else."
    ),
  CLOUDINARY_URL: z
    .url({ protocol: /^cloudinary$/ })
    .optional()
    .describe(
      "Cloudinary for uploaded files, where S3_BUCKET is not set: cloudinary://key:secret@cloud."
    ),
  STOREFRONT_URL: z
    .url({ protocol: /^https?$/ })
    .default("")
    .describe(
      `Where the storefront is: links in mails lead to its pages. Required in production. Elsewhere ${developmentStorefront} unless set.`
    ),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .describe(
      "Mail server, such as smtps://user:password@smtp.example:465. Without it and SENDGRID_API_KEY mails are written to the outbox folder of DATA_DIR."
    ),
  SENDGRID_API_KEY: z
    .string()
    .optional()
    .describe("Sends mail through SendGrid's SMTP relay, where SMTP_URL is not set."),
  MAIL_FROM: z
    .string()
    .default("Txova <nao-responder@txova.example>")
    .describe("Sender of all mails: an address, or a name and an address in <>."),
  SMS_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      'SMS gateway that takes POST of {"to", "text"} as JSON. Without it messages are written to the outbox folder of DATA_DIR.'
    ),
  SMS_TOKEN: z.string().optional().describe("Bearer token for SMS_URL."),
  ...gatewayEnv,
  PAYMENT_PAUSE_FACTOR: z.coerce
    .number()
    .positive()
    .default(1)
    .describe("Multiplies the pauses between questions to gateways; tests shorten them."),
  DRAIN_NOTICE_MS: z.coerce
    .number()
    .int()
    .min(0)
    .max(60_000)
    .default(0)
    .describe(
      "Milliseconds between SIGTERM, when /ready turns 503, and the end of new connections; behind a load balancer, as long as it takes to notice. A stop may take 40 s more: whatever ends processes must wait that long."
    ),
  LOG_LEVEL: z
    .enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"])
    .default("info")
    .describe("Least level of the JSON log."),
  RATE_LIMIT_FACTOR: z.coerce
    .number()
    .positive()
    .default(1)
    .describe("Multiplies every rate limit; tests and load runs raise it."),
  RESPONSE_CACHE_MB: z.coerce
    .number()
    .min(0)
    .default(64)
    .describe("Memory for ready answers of hot /v1 reads, in megabytes; 0 turns the cache off."),
  MONGO_COMMAND_METRICS: z
    .stringbool()
    .default(false)
    .describe("Counts commands to Mongo by name in /metrics; costs a little on every read."),
  MEILISEARCH_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      "Experimental: Meilisearch server to search in instead of Postgres, for large catalogues."
    ),
  SEED_ADMIN_PASSWORD: z
    .string()
    .min(8)
    .optional()
    .describe("Password of the dashboard's admin that the seed makes; never made in production."),
  MEILISEARCH_API_KEY: z.string().optional().describe("Key for MEILISEARCH_URL."),
  ADMIN_DISABLED: z
    .stringbool()
    .default(false)
    .describe("Leaves the dashboard at /app out of this process."),
})

export type Env = z.infer<typeof envSchema>

/** Needed before a process may serve in production; development finds or makes them. */
const requiredInProduction = [
  "DATABASE_URL",
  "MONGO_URI",
  "JWT_SECRET",
  "COOKIE_SECRET",
  "ENCRYPTION_KEYS",
  "STOREFRONT_URL",
  "BACKEND_URL",
] as const

/** As long as what HMAC-SHA-256 makes of them (RFC 7518 §3.2); development may have shorter ones. */
const longInProduction = ["JWT_SECRET", "COOKIE_SECRET"] as const
const productionSecretLength = 32

/** A variable is missing or malformed. The message names each one and never its value. */
export class EnvError extends Error {
  constructor(problems: string[]) {
    super(
      `The environment is not usable:\n${problems.map((line) => `  - ${line}`).join("\n")}\nSee .env.example for every variable.`
    )
    this.name = "EnvError"
  }
}

/**
 * Parses variables of the environment; an empty string counts as absent.
 *
 * @throws EnvError naming each variable that is malformed.
 */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Env {
  const present = Object.fromEntries(
    Object.entries(source).filter(([name, value]) => name in envSchema.shape && value !== "")
  )
  const parsed = envSchema.safeParse(present)
  if (!parsed.success) {
    throw new EnvError(
      parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`)
    )
  }
  const { NODE_ENV, STOREFRONT_URL } = parsed.data
  const isUnset = STOREFRONT_URL === "" && NODE_ENV !== "production"
  return { ...parsed.data, STOREFRONT_URL: isUnset ? developmentStorefront : STOREFRONT_URL }
}

/** The variables a serving process cannot do without. */
export type ServingEnv = Env & { DATABASE_URL: string; MONGO_URI: string }

/**
 * Checks that a process may serve with these variables.
 *
 * @throws EnvError naming each one that is missing or too short.
 */
export function assertServing(env: Env): asserts env is ServingEnv {
  const isProduction = env.NODE_ENV === "production"
  const required = isProduction ? requiredInProduction : (["DATABASE_URL", "MONGO_URI"] as const)
  const missing = required.filter((name) => env[name] === undefined || env[name] === "")
  const short = longInProduction.filter(
    (name) => isProduction && (env[name]?.length ?? Infinity) < productionSecretLength
  )
  if (missing.length + short.length > 0) {
    throw new EnvError([
      ...missing.map((name) => `${name} is not set: ${envSchema.shape[name].description}`),
      ...short.map((name) => `${name} is shorter than ${productionSecretLength} characters`),
    ])
  }
}
