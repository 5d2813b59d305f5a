import { findOnPath } from "../shared/find-on-path"
import type { Launch, MongoWay } from "./way"

export const mongodArguments = ({ port, folder }: Launch): string[] => [
  ...["--dbpath", folder, "--port", String(port), "--bind_ip", "127.0.0.1"],
  ...["--wiredTigerCacheSizeGB", "1"],
  ...(process.platform === "win32" ? [] : ["--nounixsocket"]),
]

export const mongodOnPath: MongoWay = {
  origin: "mongod",
  advice: "install MongoDB 6 or later so that mongod is on PATH",
  find: ({ env }) => {
    const file = findOnPath("mongod", env)
    return file === undefined ? "mongod is not on PATH" : { file, arguments: mongodArguments }
  },
}
