import { can, permissionTable, roles, type Permission, type Role } from "../permissions"

const all: Permission[] = [
  "read:products",
  "create:orders",
  "read:own_orders",
  "manage:own_products",
  "manage:own_store",
  "manage:all",
  "read:all",
  "write:all",
  "read:tickets",
  "update:tickets",
  "read:orders",
  "manage:own_account",
]

const allowed: Record<Role, Permission[]> = {
  buyer: ["read:products", "create:orders", "read:own_orders", "manage:own_account"],
  seller: [
    "read:products",
    "create:orders",
    "read:own_orders",
    "manage:own_products",
    "manage:own_store",
    "manage:own_account",
  ],
  admin: all,
  support: ["read:tickets", "update:tickets", "read:orders", "manage:own_account"],
}

describe("permissions", () => {
  it.each(roles)("of %s are exactly the table's", (role) => {
    expect(all.filter((permission) => can(role, permission))).toEqual(
      all.filter((permission) => allowed[role].includes(permission))
    )
  })

  it("hold the specification's lists", () => {
    expect([...permissionTable.admin]).toEqual(
      expect.arrayContaining(["manage:all", "read:all", "write:all"])
    )
    expect([...permissionTable.support]).toEqual(
      expect.arrayContaining(["read:tickets", "update:tickets", "read:orders"])
    )
  })
})
