import { textOf, type Variables } from "../shared/read-variables"
import { meanings, type CodeOverrides } from "./rules/codes"

/**
 * Reads MPESA_CODES, meanings that go before the operator's table: `INS-1=insufficient_funds,
 * INS-2001=declined`. What INS-0 means cannot be changed.
 */
export function readCodes(variables: Variables): CodeOverrides {
  const pairs = (textOf(variables, "MPESA_CODES") ?? "").split(",").filter((pair) => pair !== "")
  return Object.fromEntries(pairs.map(readPair))
}

function readPair(pair: string) {
  const [, code, word] = /^\s*(INS-[1-9]\d*)=(\w+)\s*$/.exec(pair) ?? []
  const meaning = meanings.find((each) => each === word)
  if (code === undefined || meaning === undefined) {
    throw new Error(`MPESA_CODES must be pairs such as INS-1=declined, of ${meanings.join(", ")}`)
  }
  return [code, meaning] as const
}
