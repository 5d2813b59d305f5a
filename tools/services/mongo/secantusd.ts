import { writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import type { Launch } from "./way"

/** Arguments that both SecantusDB servers take. */
export const secantusArguments = ({ port, folder }: Launch): string[] => [
  ...["--config", emptyConfig(folder)],
  ...["--host", "127.0.0.1", "--port", String(port)],
  ...["--storage-path", folder, "--cache-size", "1G"],
]

/** Without --config they would take settings from ./secantusd.toml, the home folder or /etc. */
const emptyConfig = (folder: string): string => {
  const file = join(dirname(folder), "secantusd.toml")
  writeFileSync(file, "")
  return file
}
