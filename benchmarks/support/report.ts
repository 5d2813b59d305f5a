import { readFileSync, writeFileSync } from "node:fs"
import path from "node:path"
import { format, resolveConfig } from "prettier"
import type { Machine } from "./machine"
import type { Row } from "./row"

const folder = path.resolve(__dirname, "..")
const begin = "<!-- results: written by npm run bench -->"
const end = "<!-- end of results -->"

function goalText({ goal, medianUnit }: Row): string {
  if (goal === null) {
    return "–"
  }
  return "atLeast" in goal ? `≥ ${goal.atLeast} ${medianUnit}` : `≤ ${goal.atMost} ${medianUnit}`
}

function reachedText({ reached }: Row): string {
  return reached === null ? "–" : reached ? "yes" : "**no**"
}

function mediansText({ medians, unit }: Row): string {
  const parts = Object.entries(medians).map(([name, value]) => `${name} ${value}`)
  return `${parts.join("; ")} ${unit}`
}

/** The rows as a table of Markdown, with what limits those that miss their goal below it. */
export function toTable(rows: readonly Row[], machine: Machine): string {
  const lines = rows.map(
    (row) =>
      `| ${row.what} | ${mediansText(row)} | ${row.median} ${row.medianUnit} | ${goalText(row)} | ${reachedText(row)} | ${row.note} |`
  )
  const limits = rows.filter((row) => row.limit !== undefined)
  return [
    `${machine.date}, ${machine.cores} cores of ${machine.cpu}, ${machine.memoryGigabytes} GB, Node ${machine.node}, Postgres ${machine.postgres}, MongoDB: ${machine.mongo}.`,
    ...machine.warnings.map((warning) => `\n**${warning}**`),
    "",
    "| What | Medians | Held against the goal | Goal | Reached | Note |",
    "| --- | --- | --- | --- | --- | --- |",
    ...lines,
    ...(limits.length === 0 ? [] : ["", "What limits the rows that miss their goal:", ""]),
    ...limits.map((row) => `- ${row.what}: ${row.limit ?? ""}`),
  ].join("\n")
}

/** Writes a file as the repository's formatter would. */
async function writeFormatted(file: string, text: string): Promise<void> {
  const config = await resolveConfig(file)
  writeFileSync(file, await format(text, { ...config, filepath: file }))
}

/** Writes results.json, and the table into README.md between its markers. */
export async function writeResults(rows: readonly Row[], machine: Machine): Promise<void> {
  await writeFormatted(path.join(folder, "results.json"), JSON.stringify({ machine, rows }))
  const readme = path.join(folder, "README.md")
  const [before, rest = ""] = readFileSync(readme, "utf8").split(begin)
  const after = rest.split(end)[1] ?? "\n"
  const text = `${before ?? ""}${begin}\n\n${toTable(rows, machine)}\n\n${end}${after}`
  await writeFormatted(readme, text)
}
