import { reasonOf } from "../shared/service-error"
import { ensureSecantusPython } from "./python-install"
import { secantusArguments } from "./secantusd"
import type { MongoWay } from "./way"

export const secantusdPyFromPyPI: MongoWay = {
  origin: "secantusd-py",
  advice: "install Python 3.10 or later with venv or pip, and let this machine reach PyPI",
  find: async (context) => {
    try {
      const { python, path } = await ensureSecantusPython(context)
      return {
        file: python,
        arguments: (launch) => ["-m", "secantus", ...secantusArguments(launch)],
        env: { PYTHONUNBUFFERED: "1", ...(path === undefined ? {} : { PYTHONPATH: path }) },
      }
    } catch (thrown) {
      return `SecantusDB could not be installed from PyPI: ${reasonOf(thrown)}`
    }
  },
}
