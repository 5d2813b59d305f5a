/** What an account is, by the specification's roles. */
export const roles = ["buyer", "seller", "admin", "support"] as const

export type Role = (typeof roles)[number]

export type Permission =
  | "read:products"
  | "create:orders"
  | "read:own_orders"
  | "manage:own_products"
  | "manage:own_store"
  | "manage:all"
  | "read:all"
  | "write:all"
  | "read:tickets"
  | "update:tickets"
  | "read:orders"
  | "manage:own_account"

/** Whoever is signed in keeps their own profile, password and sessions. */
const everybody: Permission[] = ["manage:own_account"]

const buyer: Permission[] = ["read:products", "create:orders", "read:own_orders"]

/**
 * Who may do what: the specification's table ("Authorization Levels"), and that a seller
 * may also buy.
 */
export const permissionTable: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  buyer: new Set([...everybody, ...buyer]),
  seller: new Set([
    ...everybody,
    ...buyer,
    "manage:own_products",
    "read:own_orders",
    "manage:own_store",
  ]),
  admin: new Set([...everybody, "manage:all", "read:all", "write:all"]),
  support: new Set([...everybody, "read:tickets", "update:tickets", "read:orders"]),
}

/** Whether a role works for the marketplace, and has the dashboard. */
export function isStaff(role: Role): boolean {
  return role === "admin" || role === "support"
}

/** Whether a role may do something; `manage:all` is every permission. */
export function can(role: Role, permission: Permission): boolean {
  return permissionTable[role].has("manage:all") || permissionTable[role].has(permission)
}
