import { readCommand, run } from "../shared/run"
import { startEmolaSimulator } from "."

run("e-Mola", () => startEmolaSimulator(readCommand(process.argv.slice(2))))
