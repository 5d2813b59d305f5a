import { invalidRequest } from "./failure"
import type { Params } from "./params"

type Listed = { id: string; created: number }

/** A page, the newest first, and whether there are more. */
export type Page<T> = { object: "list"; data: T[]; has_more: boolean; url: string }

/**
 * Pages through objects by `limit`, `starting_after`, `ending_before` and `created`.
 *
 * @param objects in the order they were made
 */
export function pageOf<T extends Listed>(objects: Iterable<T>, params: Params, url: string) {
  const newestFirst = [...objects].filter(madeWithin(params)).reverse()
  const limit = params.integer("limit") ?? 10
  if (limit < 1 || limit > 100) {
    throw invalidRequest("Limit must be between 1 and 100", { param: "limit" })
  }
  const after = positionOf(newestFirst, params, "starting_after")
  const before = positionOf(newestFirst, params, "ending_before")
  const start = before === undefined ? (after ?? -1) + 1 : Math.max(0, before - limit)
  const data = newestFirst.slice(start, before ?? start + limit)
  const hasMore = before === undefined ? start + limit < newestFirst.length : start > 0
  return { object: "list", data, has_more: hasMore, url } satisfies Page<T>
}

function positionOf(objects: readonly Listed[], params: Params, name: string) {
  const id = params.text(name)
  if (id === undefined) {
    return undefined
  }
  const position = objects.findIndex((object) => object.id === id)
  if (position === -1) {
    throw invalidRequest(`No such object: '${id}'`, { code: "resource_missing", param: name })
  }
  return position
}

function madeWithin(params: Params): (object: Listed) => boolean {
  const range = params.nested("created")
  const [gte, gt, lte, lt] = ["gte", "gt", "lte", "lt"].map((name) => range.integer(name))
  return ({ created }) =>
    created >= (gte ?? 0) &&
    created > (gt ?? -1) &&
    created <= (lte ?? Infinity) &&
    created < (lt ?? Infinity)
}
