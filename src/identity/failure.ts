/** What people could be known by in an error's text: e-mails and phone numbers. */
const people = /[^\s"'<>()=,;:]+@[^\s"'<>()=,;]+|\+?\d[\d ]{7,}\d/g

type Failure = { name: string; code?: string; message: string; stack: string }

/** What is logged of an error: its cause, without anybody's data, which drivers put into details. */
export function failureOf(error: unknown): Failure {
  const { name, message, stack, code } = (
    error instanceof Error || (typeof error === "object" && error !== null)
      ? error
      : { name: "Error", message: String(error) }
  ) as { name?: unknown; message?: unknown; stack?: unknown; code?: unknown }
  const frames =
    typeof stack === "string" ? stack.split("\n").filter((line) => /^\s+at /.test(line)) : []
  return {
    name: typeof name === "string" ? name : "Error",
    ...(typeof code === "string" ? { code } : {}),
    message: (typeof message === "string" ? message : "").replace(people, "…"),
    stack: frames.join("\n"),
  }
}
