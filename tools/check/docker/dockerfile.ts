/** One instruction of a Dockerfile, its continued lines joined. */
type Instruction = { name: string; args: string }

function parse(text: string): Instruction[] {
  return text
    .split("\n")
    .filter((line) => !/^\s*#/.test(line))
    .join("\n")
    .replace(/\\\n/g, " ")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => {
      const [, name = "", args = ""] = /^(\S+)\s*(.*)$/.exec(line) ?? []
      return { name: name.toUpperCase(), args }
    })
}

function stagesOf(instructions: readonly Instruction[]): Instruction[][] {
  const stages: Instruction[][] = []
  for (const instruction of instructions) {
    if (instruction.name === "FROM") {
      stages.push([])
    }
    stages.at(-1)?.push(instruction)
  }
  return stages
}

/** Images without a tag, or with one that moves between majors; names of earlier stages have none. */
function unpinned(instructions: readonly Instruction[]): string[] {
  const froms = instructions.filter(({ name }) => name === "FROM").map(({ args }) => args)
  const stages = new Set(froms.map((args) => / AS (\S+)$/i.exec(args)?.[1]))
  return froms
    .map((args) => args.split(" ")[0] ?? "")
    .filter((image) => !stages.has(image) && !/:(?!latest)[^/]+$/.test(image))
}

/** Names that ENV sets, in either of its forms. */
function environmentOf(instructions: readonly Instruction[]): string[] {
  return instructions
    .filter(({ name }) => name === "ENV")
    .flatMap(({ args }) =>
      args.includes("=")
        ? [...args.matchAll(/([A-Za-z_]\w*)=/g)].map((match) => match[1] ?? "")
        : [args.split(" ")[0] ?? ""]
    )
}

/**
 * What is wrong with a Dockerfile of ours; nothing where it is sound.
 *
 * @param variables names the program reads
 */
export function dockerfileProblems(text: string, variables: ReadonlySet<string>): string[] {
  const instructions = parse(text)
  const final = stagesOf(instructions).at(-1) ?? []
  const last = (name: string) => final.findLast((instruction) => instruction.name === name)?.args
  const user = last("USER")
  const command = last("CMD")
  const problems = unpinned(instructions).map((image) => `${image} has no tag that stays`)

  if (user === undefined || /^(root|0)(:|$)/.test(user)) {
    problems.push("the last stage runs as root: it has no USER")
  }
  if (last("HEALTHCHECK") === undefined) {
    problems.push("the last stage has no HEALTHCHECK")
  }
  if (command === undefined || !command.startsWith('["node"')) {
    problems.push('CMD is not ["node", …]: npm and shells keep SIGTERM from the program')
  }
  if (instructions.some(({ name, args }) => name === "RUN" && /\bnpm (install|i)\b/.test(args))) {
    problems.push("npm install heeds no lock file: use npm ci")
  }
  if (!instructions.some(({ name, args }) => name === "RUN" && /npm ci\b.*--omit=dev/.test(args))) {
    problems.push("no stage installs production dependencies alone: npm ci --omit=dev")
  }
  const unknown = environmentOf(instructions).filter((name) => !variables.has(name))
  return [...problems, ...unknown.map((name) => `src/lib/env.ts does not know ${name}`)]
}
