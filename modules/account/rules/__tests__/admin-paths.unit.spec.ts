import { adminPathAllowed } from "../admin-paths"

const me = "user_01JABC"

const open: [string, string][] = [
  ["GET", "/admin/orders"],
  ["GET", "/admin/orders?limit=20&fields=id"],
  ["HEAD", "/admin/orders"],
  ["GET", "/admin/orders/order_01JABC"],
  ["GET", "/admin/orders/order_01JABC/"],
  ["GET", "/admin/orders/order_01JABC/changes"],
  ["GET", "/admin/orders/order_01JABC/line-items"],
  ["GET", "/admin/orders/order_01JABC/preview"],
  ["GET", "/admin/users/me"],
  ["GET", `/admin/users/${me}`],
  ["POST", `/admin/users/${me}`],
  ["GET", "/admin/feature-flags"],
  ["GET", "/admin/stores"],
  ["GET", "/admin/plugins"],
  ["GET", "/admin/rbac/me/permissions"],
  ["GET", "/admin/layouts/order.details/configuration"],
  ["GET", "/admin/layouts/configurations"],
  ["GET", "/admin/views/orders/columns"],
  ["GET", "/admin/views/orders/configurations"],
  ["GET", "/admin/views/orders/configurations/active"],
  ["GET", "/admin/tickets"],
  ["GET", "/admin/tickets/tick_01JABC/messages"],
  ["POST", "/admin/tickets/tick_01JABC"],
]

const closed: [string, string][] = [
  ["POST", "/admin/orders"],
  ["POST", "/admin/orders/export"],
  ["POST", "/admin/orders/order_01JABC"],
  ["POST", "/admin/orders/order_01JABC/cancel"],
  ["DELETE", "/admin/orders/order_01JABC"],
  ["GET", "/admin/orders/order_01JABC/shipping-options"],
  ["GET", "/admin/orders/order_01JABC/changes/ordch_01JABC"],
  ["GET", "/admin"],
  ["GET", "/admin/"],
  ["GET", "/admin/users"],
  ["POST", "/admin/users"],
  ["GET", "/admin/users/user_01JXYZ"],
  ["POST", "/admin/users/user_01JXYZ"],
  ["DELETE", `/admin/users/${me}`],
  ["POST", `/admin/users/${me}/reset-password`],
  ["POST", `/admin/users/${me}/roles`],
  ["GET", "/admin/customers"],
  ["GET", "/admin/search"],
  ["GET", "/admin/notifications"],
  ["GET", "/admin/api-keys"],
  ["POST", "/admin/api-keys"],
  ["GET", "/admin/invites"],
  ["POST", "/admin/invites"],
  ["GET", "/admin/payments"],
  ["GET", "/admin/stores/store_01JABC"],
  ["POST", "/admin/stores/store_01JABC"],
  ["POST", "/admin/layouts/order.details/configuration"],
  ["POST", "/admin/views/orders/configurations"],
  ["GET", "/admin/views/customers/columns"],
  ["GET", "/admin/workflows-executions"],
  ["DELETE", "/admin/tickets/tick_01JABC"],
  ["GET", "/admin/ordersx"],
  ["GET", "/admin/order-edits"],
  ["GET", "/admin/orders/../users"],
  ["GET", "/admin/orders/%2e%2e/users"],
  ["GET", "/admin/orders//"],
  ["GET", "/admin//users/me"],
  ["GET", "/admin/orders/..;/users"],
  ["GET", "/admin/layouts/../configuration"],
  ["GET", "/admin/users\n/admin/orders"],
  ["GET", "/store/orders"],
  ["GET", ""],
]

describe("adminPathAllowed", () => {
  it.each(open)("lets support %s %s", (method, path) => {
    expect(adminPathAllowed("support", method, path, me)).toBe(true)
  })

  it.each(closed)("keeps support from %s %s", (method, path) => {
    expect(adminPathAllowed("support", method, path, me)).toBe(false)
  })

  it.each([...open, ...closed])("lets an admin %s %s", (method, path) => {
    expect(adminPathAllowed("admin", method, path)).toBe(true)
  })

  it.each([...open, ...closed])("keeps buyers and sellers from %s %s", (method, path) => {
    expect(adminPathAllowed("buyer", method, path, me)).toBe(false)
    expect(adminPathAllowed("seller", method, path, me)).toBe(false)
  })

  it("reads paths as Express does, whatever their case", () => {
    expect(adminPathAllowed("support", "get", "/ADMIN/Orders/order_01JABC")).toBe(true)
    expect(adminPathAllowed("support", "GET", "/ADMIN/Users")).toBe(false)
  })

  it("closes one's own user's page to who does not say who asks", () => {
    expect(adminPathAllowed("support", "POST", `/admin/users/${me}`)).toBe(false)
  })
})
