import { placeOf, withoutSecrets } from "../shared/connection-url"
import { reasonOf, ServiceError } from "../shared/service-error"
import { withMongo } from "./connect"

const OLDEST = 6

/** Checks that MONGO_URI leads to a MongoDB we can work with. Throws ServiceError, without the password. */
export const checkExternalMongo = async (uri: string): Promise<void> => {
  const remedy =
    "correct MONGO_URI (mongodb://user:password@host:port/database), or unset it to have one found or started"
  let version: string
  try {
    version = await withMongo(uri, 5_000, async (client) => {
      await client.db().command({ ping: 1 })
      return String((await client.db().command({ buildInfo: 1 })).version)
    })
  } catch (thrown) {
    const reason = withoutSecrets(reasonOf(thrown), uri)
    throw new ServiceError(
      "MongoDB",
      `MONGO_URI (${placeOf(uri)}) cannot be used: ${reason}`,
      remedy
    )
  }
  if (Number.parseInt(version, 10) < OLDEST) {
    throw new ServiceError(
      "MongoDB",
      `MONGO_URI leads to MongoDB ${version}; ${OLDEST} or later is needed.`,
      remedy
    )
  }
}
