import type { Question, Reference } from "../gateway"
import type { Finding } from "../shared/rules/confirmation"
import { callEmola, type EmolaReply } from "./call"
import type { EmolaConfig } from "./config"
import { readQuery } from "./rules/query"

/** Nobody types a PIN while a query waits. */
const longestMs = 30_000

/** Asks what became of a movement, by our own transId: there is nothing else to ask with. */
export async function askStatus(
  config: EmolaConfig,
  kind: Question["kind"],
  reference: Reference
): Promise<{ finding: Finding; reply: EmolaReply }> {
  const reply = await callEmola(config, {
    operation: "pushUssdQueryTrans",
    params: { transId: reference, transType: kind === "charge" ? "C2B" : "B2C" },
    timeoutMs: Math.min(config.timeoutMs, longestMs),
  })
  const codes = { paid: config.paidCodes, failed: config.failedCodes }
  return { finding: readQuery(reply, codes), reply }
}
