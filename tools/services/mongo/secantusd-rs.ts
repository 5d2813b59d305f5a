import { findOnPath } from "../shared/find-on-path"
import { secantusArguments } from "./secantusd"
import type { MongoWay } from "./way"

export const secantusdRsOnPath: MongoWay = {
  origin: "secantusd-rs",
  advice: "build secantusd-rs (cargo install secantus-mdb) so that it is on PATH",
  find: ({ env }) => {
    const file = findOnPath("secantusd-rs", env)
    if (file === undefined) {
      return "secantusd-rs is not on PATH"
    }
    return {
      file,
      // It does not heed a client's journal=true (0.5.3-beta.196): SIGKILL lost the last 50 ms of
      // acknowledged writes. A log file is allocated in full, 128 MB by default: half a second a start.
      arguments: (launch) => [
        ...secantusArguments(launch),
        ...["--log-file-max", "16MB"],
        ...(launch.durable ? ["--sync-on-commit"] : []),
      ],
    }
  },
}
