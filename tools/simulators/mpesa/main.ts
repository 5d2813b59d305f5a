import { readCommand, run } from "../shared/run"
import { startMpesaSimulator } from "."

run("M-Pesa", () => startMpesaSimulator(readCommand(process.argv.slice(2))))
