import { HasherBusyError, sharedHasher } from "../../../modules/account/hashing"
import type { IdentityContext } from "../context"
import { resetPassword } from "../passwords"

afterAll(() => sharedHasher().close())

/** Answers what is read with one row, and notes whatever else is asked of it. */
function contextThatReads(row: object) {
  const writes: string[] = []
  const pool = {
    query: (text: string) => {
      if (!/^\s*SELECT/.test(text)) {
        writes.push(text)
      }
      return Promise.resolve({ rows: [row], rowCount: 1 })
    },
    connect: () => {
      writes.push("a transaction")
      return Promise.reject(new Error("nothing is to be written"))
    },
  }
  return { context: { pool } as unknown as IdentityContext, writes }
}

it("a reset that finds too many passwords waiting spends no link and ends no session", async () => {
  const { context, writes } = contextThatReads({
    id: "acc_1",
    account_id: "acc_1",
    proves: "amelia@example.com",
    email: "amelia@example.com",
    first_name: "",
    last_name: "",
    two_factor_enabled: false,
  })
  jest.spyOn(sharedHasher(), "hash").mockRejectedValue(new HasherBusyError())
  const reset = resetPassword(context, "token", "Machamba-do-Incomati-84")
  await expect(reset).rejects.toMatchObject({
    code: "SERVICE_UNAVAILABLE",
    headers: { "Retry-After": "5" },
  })
  expect(writes).toEqual([])
})
