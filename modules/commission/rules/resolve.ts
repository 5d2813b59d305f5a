import type { CommissionTerms } from "./amount"

export type CommissionScope = "default" | "category" | "seller"

/** A rule as it is stored. */
export type CommissionRule = CommissionTerms & {
  id: string
  scope: CommissionScope
  /** The category's or the seller's id; null for the default. */
  targetId: string | null
  /** From when it holds, that moment included. */
  validFrom: Date
  /** Until when, that moment left out; null where no end is set. */
  validTo: Date | null
}

/** What a rule is looked up for. */
export type CommissionSubject = {
  sellerId: string
  /** The product's category first, then each parent: the nearest rule wins. */
  categoryIds: readonly string[]
}

function holdsAt(rule: CommissionRule, moment: Date): boolean {
  return rule.validFrom <= moment && (rule.validTo === null || moment < rule.validTo)
}

/** Of several that hold, the one that began last; ids settle what began at one moment. */
function latest(rules: readonly CommissionRule[]): CommissionRule | undefined {
  return rules.toSorted(
    (one, other) =>
      other.validFrom.getTime() - one.validFrom.getTime() || (one.id < other.id ? 1 : -1)
  )[0]
}

/**
 * The rule that holds for goods of a seller: the seller's own, else the nearest category's,
 * else the default. Undefined where not even a default holds.
 */
export function resolveRule(
  rules: readonly CommissionRule[],
  subject: CommissionSubject,
  moment: Date
): CommissionRule | undefined {
  const holding = rules.filter((rule) => holdsAt(rule, moment))
  const of = (scope: CommissionScope, targetId: string | null) =>
    latest(holding.filter((rule) => rule.scope === scope && rule.targetId === targetId))
  const own = of("seller", subject.sellerId)
  if (own !== undefined) {
    return own
  }
  for (const categoryId of subject.categoryIds) {
    const rule = of("category", categoryId)
    if (rule !== undefined) {
      return rule
    }
  }
  return of("default", null)
}
