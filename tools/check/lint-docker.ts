import { readFileSync } from "node:fs"
import path from "node:path"
import { composeProblems } from "./docker/compose"
import { dockerfileProblems } from "./docker/dockerfile"
import { requiredInProduction, variableNames } from "./required-variables"

const root = path.resolve(__dirname, "../..")

function read(file: string): string {
  return readFileSync(path.join(root, file), "utf8")
}

const known = new Set(variableNames)
const problems = [
  ...dockerfileProblems(read("Dockerfile"), known).map((problem) => `Dockerfile: ${problem}`),
  ...composeProblems(read("docker-compose.yml"), known, requiredInProduction()).map(
    (problem) => `docker-compose.yml: ${problem}`
  ),
]
problems.forEach((problem) => process.stderr.write(`${problem}\n`))
process.exitCode = problems.length === 0 ? 0 : 1
