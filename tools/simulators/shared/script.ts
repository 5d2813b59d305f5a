import type { Behaviour } from "./behaviour"

/**
 * How an operator behaves towards one movement, by operation: of a list, the first for the
 * first request about it, and the last for all that follow.
 */
export type Scenario<Operation extends string, Reply> = Readonly<
  Partial<Record<Operation, readonly Behaviour<Reply>[]>>
>

export type Step<Operation extends string, Reply> = {
  /** How often it is used; once unless said otherwise. */
  times?: number | undefined
  /** E.164; else any. */
  phone?: string | undefined
} & (
  { operation: Operation; behaviour: Behaviour<Reply> } | { scenario: Scenario<Operation, Reply> }
)

/** A movement that a request is about. */
export type Subject = { reference: string; phone: string }

export type Script<Operation extends string, Reply> = {
  add: (step: Step<Operation, Reply>) => void
  clear: () => void
  /**
   * What to do now: what was scripted for the operation; else by the scenario that the
   * movement got when first heard of, which is the next in the script, else that of the phone.
   */
  next: (operation: Operation, subject: Subject) => Behaviour<Reply>
}

/**
 * @param opening the operations that a movement is first heard of by, a charge's first
 * @param scenarioOfPhone for movements that the script has none for; phones are E.164
 */
export function createScript<Operation extends string, Reply>(
  opening: readonly Operation[],
  scenarioOfPhone: (phone: string) => Scenario<Operation, Reply> | undefined
): Script<Operation, Reply> {
  let queue: { step: Step<Operation, Reply>; left: number }[] = []
  const bound = new Map<string, Scenario<Operation, Reply> | undefined>()
  const counts = new Map<string, number>()

  function take(
    phone: string,
    fits: (step: Step<Operation, Reply>) => boolean
  ): Step<Operation, Reply> | undefined {
    const found = queue.find(({ step }) => (step.phone ?? phone) === phone && fits(step))
    if (found !== undefined) {
      found.left -= 1
      queue = queue.filter(({ left }) => left > 0)
    }
    return found?.step
  }

  /** One that says how to open a movement this way; or that only says what comes after a charge. */
  const opensBy = (operation: Operation, scenario: Scenario<Operation, Reply>) =>
    operation in scenario ||
    (operation === opening[0] && !opening.some((other) => other in scenario))

  function scenarioOf(
    operation: Operation,
    { reference, phone }: Subject
  ): Scenario<Operation, Reply> | undefined {
    if (bound.has(reference) || !opening.includes(operation)) {
      return bound.get(reference) ?? scenarioOfPhone(phone)
    }
    const step = take(phone, (each) => "scenario" in each && opensBy(operation, each.scenario))
    const scenario =
      step !== undefined && "scenario" in step ? step.scenario : scenarioOfPhone(phone)
    bound.set(reference, scenario)
    return scenario
  }

  return {
    add: (step) => queue.push({ step, left: step.times ?? 1 }),
    clear: () => {
      queue = []
    },
    next: (operation, subject) => {
      const step = take(
        subject.phone,
        (each) => "operation" in each && each.operation === operation
      )
      if (step !== undefined && "behaviour" in step) {
        return step.behaviour
      }
      const behaviours = scenarioOf(operation, subject)?.[operation] ?? []
      const key = `${operation} ${subject.reference}`
      const count = counts.get(key) ?? 0
      counts.set(key, count + 1)
      return behaviours[Math.min(count, behaviours.length - 1)] ?? {}
    },
  }
}
