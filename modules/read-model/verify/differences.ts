import { Types } from "mongoose"

function isPlain(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype
  )
}

function scalar(value: unknown): unknown {
  if (
    value instanceof Types.ObjectId ||
    (typeof value === "object" && value !== null && "toHexString" in value)
  ) {
    return (value as Types.ObjectId).toHexString()
  }
  return value instanceof Date ? value.getTime() : value
}

/**
 * Paths at which two documents differ, such as `variants.0.price`. Values are left
 * out: they may be secrets.
 */
export function differingPaths(expected: unknown, actual: unknown, path = ""): string[] {
  if (Array.isArray(expected) && Array.isArray(actual)) {
    const length = Math.max(expected.length, actual.length)
    return Array.from({ length }, (_, index) =>
      differingPaths(
        expected[index],
        actual[index],
        path === "" ? String(index) : `${path}.${index}`
      )
    ).flat()
  }
  if (isPlain(expected) && isPlain(actual)) {
    const keys = new Set([...Object.keys(expected), ...Object.keys(actual)])
    return [...keys].flatMap((key) =>
      differingPaths(expected[key], actual[key], path === "" ? key : `${path}.${key}`)
    )
  }
  return Object.is(scalar(expected), scalar(actual)) ? [] : [path]
}
