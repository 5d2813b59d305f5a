import { can, type Permission, type Role } from "./permissions"

type Opening = {
  methods: readonly string[]
  path: RegExp
  permission: Permission
}

const read = ["GET", "HEAD"] as const
const readAndPost = [...read, "POST"] as const

/** One segment of a path: an id, or a name. */
const segment = "[a-z0-9_-]+"

/** Whoever has business in the dashboard sees its frame. */
const frame = "read:orders" satisfies Permission

/**
 * What the dashboard (2.21.2) asks for to draw itself and the pages of orders. Left out,
 * though it asks for them: `/admin/notifications`, where every mail's data stands to be
 * read, links to reset a password among it, and without which the bell stays silent;
 * `/admin/search`, which finds customers.
 */
const dashboardReads = [
  // Before anything else, signed in or not: which features are on.
  "feature-flags",
  // The name over the side bar.
  "stores",
  // What role-based access of Medusa's own gives, where that feature is on.
  "rbac/me/permissions",
  // The order's page asks whether a plugin for loyalty is there.
  "plugins",
  // Where widgets stand on a page, and whether somebody has moved any.
  `layouts/${segment}(?:\\.${segment})*/configuration`,
  "layouts/configurations",
  // Columns and saved views of the table of orders, where that feature is on.
  "views/orders/columns",
  `views/orders/configurations(?:/${segment})?`,
].map((path) => opening(read, path, frame))

const openings: Opening[] = [
  ...dashboardReads,
  // One by one: whatever else a later version puts below orders is closed until it was read.
  opening(read, `orders(?:/${segment}(?:/(?:changes|line-items|preview))?)?`, "read:orders"),
  opening(read, "users/me", "manage:own_account"),
  opening(read, `tickets(?:/${segment})*`, "read:tickets"),
  opening(["POST"], `tickets(?:/${segment})*`, "update:tickets"),
]

function opening(methods: readonly string[], path: string, permission: Permission): Opening {
  return { methods, path: new RegExp(`^/admin/${path}$`), permission }
}

/**
 * Whether a role gets through to a route under `/admin`: an admin to all, support to what
 * its permissions give, buyers and sellers to none. A list of what is open: a path
 * written in an unusual way (escapes, dots, doubled slashes) is closed.
 *
 * @param path path of the request; a query is disregarded, and so is case, as in Express.
 * @param ownUserId Medusa's id of the user who asks: the dashboard changes one's own name
 *   by `POST /admin/users/:id`, which is closed where this is left out.
 */
export function adminPathAllowed(
  role: Role,
  method: string,
  path: string,
  ownUserId?: string
): boolean {
  if (can(role, "manage:all")) {
    return true
  }
  if (!can(role, frame)) {
    return false
  }
  const verb = method.toUpperCase()
  const plain = path.replace(/\?.*$/s, "").replace(/\/$/, "").toLowerCase()
  if (ownUserId !== undefined && plain === `/admin/users/${ownUserId.toLowerCase()}`) {
    return readAndPost.some((open) => open === verb)
  }
  return openings.some(
    (one) => one.methods.includes(verb) && one.path.test(plain) && can(role, one.permission)
  )
}
