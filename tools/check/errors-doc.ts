import { frontErrors } from "../../src/http/error-answer"
import { errorTable } from "../../src/lib/error-table"
import { settle } from "./generated-file"

const header = `# Errors

Every answer of \`/v1\` that is no success has this body, and so has what the front layer answers
on any door. \`details\` is there where fields are at fault; \`requestId\` is also in the header
\`X-Request-Id\` and in the log.

\`\`\`json
{
  "success": false,
  "error": {
    "code": "VALIDATION_FAILED",
    "message": "Há campos inválidos no pedido.",
    "details": [{ "path": "limit", "message": "Too big: expected number to be <=100" }],
    "requestId": "q7Zx2LtA-1k"
  }
}
\`\`\`

Branch on \`code\`: codes never change their meaning. Messages follow \`Accept-Language\` (\`pt\`,
\`en\`) and may be reworded.

This file is written by \`npm run generate\` from \`src/lib/error-table.ts\` and
\`src/http/error-answer.ts\`.
`

/** The text of `docs/errors.md`: every code with its status and messages, by status. */
export function errorsDoc(): string {
  const rows = Object.entries({ ...frontErrors, ...errorTable })
    .sort(([a, first], [b, second]) => first.status - second.status || (a < b ? -1 : 1))
    .map(([code, { status, pt, en }]) => `| \`${code}\` | ${status} | ${pt} | ${en} |`)
  return [
    header,
    "| Code | HTTP status | Portuguese | English |",
    "| --- | --- | --- | --- |",
    ...rows,
    "",
  ].join("\n")
}

if (require.main === module) {
  settle("docs/errors.md", errorsDoc())
}
