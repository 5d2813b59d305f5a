import { join } from "node:path"
import { DryMongoBinary, MongoBinary } from "mongodb-memory-server-core"
import { MongoBinaryDownloadUrl } from "mongodb-memory-server-core/lib/util/MongoBinaryDownloadUrl"
import { cacheFolder } from "../shared/cache-folder"
import { reasonOf } from "../shared/service-error"
import type { StartContext } from "../shared/start-context"
import { whyNotDownloadable } from "./download-probe"
import { mongodArguments } from "./mongod"
import { failureFileOf, forgetFailure, recallFailure, rememberFailure } from "./remembered-failure"
import type { MongoWay } from "./way"

/** The path of a mongod downloaded now or earlier. Throws when it cannot be had. */
const fetchMongod = async ({ dataDir, env, log }: StartContext): Promise<string> => {
  const options = await DryMongoBinary.generateOptions({
    downloadDir: join(cacheFolder(env, dataDir), "mongodb-binaries"),
  })
  const present = await DryMongoBinary.locateBinary(options)
  if (present !== undefined) {
    return present
  }
  const refusal = await whyNotDownloadable(
    await new MongoBinaryDownloadUrl(options).getDownloadUrl(),
    env
  )
  if (refusal !== undefined) {
    throw new Error(refusal)
  }
  log(`MongoDB: downloading MongoDB ${options.version} (once)`)
  return MongoBinary.getPath(options)
}

/** MongoDB's own build, downloaded as mongodb-memory-server does and heeding its MONGOMS_* variables, but run by us. */
export const downloadedMongod: MongoWay = {
  origin: "mongodb-memory-server",
  advice: "let this machine reach fastdl.mongodb.org, or set MONGOMS_DOWNLOAD_MIRROR",
  find: async (context) => {
    const { dataDir } = context
    const earlier = recallFailure(dataDir)
    if (earlier !== undefined) {
      return `MongoDB's download failed in the last 24 hours (${earlier}; remove ${failureFileOf(dataDir)} to try again)`
    }
    try {
      const file = await fetchMongod(context)
      forgetFailure(dataDir)
      return { file, arguments: mongodArguments }
    } catch (thrown) {
      rememberFailure(dataDir, reasonOf(thrown))
      return `MongoDB could not be downloaded: ${reasonOf(thrown)}`
    }
  },
  onStartFailure: ({ dataDir }, reason) => rememberFailure(dataDir, reason),
}
