import { Client } from "pg"
import { placeOf, withoutSecrets } from "../shared/connection-url"
import { reasonOf, ServiceError } from "../shared/service-error"

const OLDEST = 15

const majorVersionAt = async (url: string): Promise<number> => {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    query_timeout: 5_000,
  })
  client.on("error", () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ server_version_num: string }>("SHOW server_version_num")
    return Math.floor(Number(rows[0]?.server_version_num) / 10_000)
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Checks that DATABASE_URL leads to a Postgres we can work with. Throws ServiceError, without the password. */
export const checkExternalPostgres = async (url: string): Promise<void> => {
  const remedy = `correct DATABASE_URL (postgres://user:password@host:port/database), or unset it to use the Postgres that comes with the project`
  let major: number
  try {
    major = await majorVersionAt(url)
  } catch (thrown) {
    const reason = withoutSecrets(reasonOf(thrown), url)
    throw new ServiceError(
      "Postgres",
      `DATABASE_URL (${placeOf(url)}) cannot be used: ${reason}`,
      remedy
    )
  }
  if (major < OLDEST) {
    throw new ServiceError(
      "Postgres",
      `DATABASE_URL leads to Postgres ${major}; ${OLDEST} or later is needed.`,
      remedy
    )
  }
}
