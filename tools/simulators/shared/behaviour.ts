import { z } from "zod"
import { fates } from "./book"

/** What can go wrong between an operator and who asked, whatever the protocol. */
export const wireFault = z.discriminatedUnion("type", [
  /** Says nothing, and keeps the connection. */
  z.strictObject({ type: z.literal("hang") }),
  /** Closes the connection without a word. */
  z.strictObject({ type: z.literal("cut") }),
  /** Closes it in the middle of the right answer. */
  z.strictObject({ type: z.literal("truncate") }),
  /** The right answer, with a control character in a header. */
  z.strictObject({ type: z.literal("illegal_header") }),
  /** Something else altogether. */
  z.strictObject({
    type: z.literal("body"),
    status: z.number().int().min(200).max(599),
    contentType: z.string().default("text/html"),
    body: z.string(),
    location: z.string().optional(),
  }),
])

export type WireFault = z.infer<typeof wireFault>

export const callbackPlan = z.strictObject({
  when: z.enum(["before_answer", "after_settling"]).default("after_settling"),
  times: z.number().int().min(1).max(1_000).default(1),
  /** They go out in random order within so many milliseconds. */
  spreadMs: z.number().int().min(0).default(0),
  /** `success` is forged where it is not so; `mixed` contradicts itself. */
  claim: z.enum(["truth", "success", "mixed"]).default("truth"),
})

export type CallbackPlan = z.infer<typeof callbackPlan>

/** What an operator does with one request; what is left out is as it should be. */
export type Behaviour<Reply> = {
  /** What becomes of the money: `completed` unless said otherwise. Of `none` nothing is recorded. */
  fate?: (typeof fates)[number] | "none" | undefined
  /** Milliseconds until then; of `pending`, nothing happens until somebody settles it. */
  settleMs?: number | undefined
  /** Whether the answer waits for that. */
  answer?: "after" | "before" | undefined
  /** In place of the truth. */
  reply?: Reply | undefined
  callback?: CallbackPlan | undefined
}

export const behaviourOf = <Reply extends z.ZodType>(reply: Reply) =>
  z.strictObject({
    fate: z.enum([...fates, "none"]).optional(),
    settleMs: z.number().int().min(0).optional(),
    answer: z.enum(["after", "before"]).optional(),
    reply: reply.optional(),
    callback: callbackPlan.optional(),
  })
