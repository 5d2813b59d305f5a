import { z } from "zod"
import { behaviourOf } from "../shared/behaviour"
import type { Scenario, Step } from "../shared/script"
import { operationNames, type Operation } from "./operations"
import { mpesaReply, type MpesaReply } from "./reply"
import { scenarioNames, scenarios } from "./scenarios"

const behaviour = behaviourOf(mpesaReply)
const common = { times: z.number().int().min(1).optional(), phone: z.string().optional() }

/** A step of the script: how one operation behaves next, or a scenario for the next movement. */
export const mpesaStep = z.union([
  z.strictObject({ ...common, operation: z.enum(operationNames), behaviour }),
  z.strictObject({
    ...common,
    scenario: z.union([
      z.enum(scenarioNames),
      z.partialRecord(z.enum(operationNames), z.array(behaviour)),
    ]),
  }),
])

export type MpesaStep = z.infer<typeof mpesaStep>

export function toStep(step: MpesaStep): Step<Operation, MpesaReply> {
  if (!("scenario" in step)) {
    return step
  }
  const scenario: Scenario<Operation, MpesaReply> =
    typeof step.scenario === "string" ? scenarios[step.scenario] : step.scenario
  return { ...step, scenario }
}
