import { z } from "zod"
import { behaviourOf } from "../shared/behaviour"
import type { Scenario, Step } from "../shared/script"
import { operationNames, type Operation } from "./check-request"
import { emolaReply, type EmolaReply } from "./reply"
import { scenarioNames, scenarios } from "./scenarios"

const behaviour = behaviourOf(emolaReply)
const common = { times: z.number().int().min(1).optional(), phone: z.string().optional() }

/** A step of the script: how one operation behaves next, or a scenario for the next movement. */
export const emolaStep = z.union([
  z.strictObject({ ...common, operation: z.enum(operationNames), behaviour }),
  z.strictObject({
    ...common,
    scenario: z.union([
      z.enum(scenarioNames),
      z.partialRecord(z.enum(operationNames), z.array(behaviour)),
    ]),
  }),
])

export type EmolaStep = z.infer<typeof emolaStep>

export function toStep(step: EmolaStep): Step<Operation, EmolaReply> {
  if (!("scenario" in step)) {
    return step
  }
  const scenario: Scenario<Operation, EmolaReply> =
    typeof step.scenario === "string" ? scenarios[step.scenario] : step.scenario
  return { ...step, scenario }
}
