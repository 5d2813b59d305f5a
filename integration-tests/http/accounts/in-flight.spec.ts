import { setTimeout as delay } from "node:timers/promises"
import type { Response } from "supertest"
import { registerBuyer, type Buyer } from "../../support/accounts"
import { signInAdmin, type Admin } from "../../support/admin"
import { turnTwoFactorOn } from "../../support/authenticator"
import { knock } from "../../support/doors"
import { requestReset, resetPassword, tryLogin, type Tokens } from "../../support/sign-in"
import { inviteStaff } from "../../support/staff"
import { openWorld, type World } from "../../support/world"

/** Sign-ins that are under way while something ends every session. */
let world: World
let admin: Admin

beforeAll(async () => {
  world = await openWorld()
  admin = await signInAdmin(world)
})
afterAll(() => world.close())

const next = "Outra-Machamba-do-Save-97"

/** Sign-ins begun while something is done: the password is looked at before, after and in between. */
async function signInsDuring(
  who: Pick<Buyer, "email" | "password">,
  work: () => Promise<unknown>
): Promise<Response[]> {
  const worked = work()
  const answers: Promise<Response>[] = []
  for (let index = 0; index < 8; index += 1) {
    // Spread over the time that hashing takes.
    await delay(60)
    answers.push(tryLogin(world, who))
  }
  await worked
  return Promise.all(answers)
}

/** Which of these sign-ins have a session that is still good. */
async function alive(answers: Response[]): Promise<number> {
  const tokens = answers.flatMap(
    (answer) => (answer.body as { data?: Partial<Tokens> }).data?.accessToken ?? []
  )
  const knocks = await Promise.all(tokens.map((token) => knock(world, "/v1", token)))
  return knocks.filter(({ status }) => status === 200).length
}

describe("a sign-in with the password of before leaves no session behind", () => {
  it("a password set by mail", async () => {
    const buyer = await registerBuyer(world)
    const token = await requestReset(world, buyer.email)
    const answers = await signInsDuring(buyer, async () => {
      await resetPassword(world, token, next).expect(200)
    })
    expect(await alive(answers)).toBe(0)
  })

  it("a password changed", async () => {
    const buyer = await registerBuyer(world)
    const answers = await signInsDuring(buyer, async () => {
      await world.api
        .put("/v1/users/password")
        .set("Authorization", `Bearer ${buyer.accessToken}`)
        .send({ currentPassword: buyer.password, newPassword: next })
        .expect(200)
    })
    expect(await alive(answers)).toBe(0)
  })

  it("an account closed", async () => {
    const buyer = await registerBuyer(world)
    const answers = await signInsDuring(buyer, async () => {
      await world.api
        .delete("/v1/users/profile")
        .set("Authorization", `Bearer ${buyer.accessToken}`)
        .send({ password: buyer.password })
        .expect(200)
    })
    expect(await alive(answers)).toBe(0)
    const { rows } = await world.pool.query<{ living: string }>(
      `SELECT count(*) AS living FROM account_session s JOIN account a ON a.id = s.account_id
        WHERE a.object_id = $1 AND s.revoked_at IS NULL`,
      [buyer.userId]
    )
    expect(Number(rows[0]?.living)).toBe(0)
  })

  it("two-factor turned on", async () => {
    const buyer = await registerBuyer(world)
    const answers = await signInsDuring(buyer, () => turnTwoFactorOn(world, buyer))
    expect(await alive(answers)).toBe(0)
    expect((await knock(world, "/v1", buyer.accessToken)).status).toBe(200)
  })
})

it("a sign-in begun as staff is none when it ends after the dismissal", async () => {
  const staff = await inviteStaff(world, admin, "admin")
  const answers = await signInsDuring(staff, async () => {
    await admin.delete(`/admin/users/${staff.userId}`).expect(200)
  })
  const tokens = answers.flatMap(
    (answer) => (answer.body as { data?: Partial<Tokens> }).data?.accessToken ?? []
  )
  for (const token of tokens) {
    expect([401, 403]).toContain((await knock(world, "/admin", token)).status)
  }
})

it("of two changes of a password at once one counts", async () => {
  const buyer = await registerBuyer(world)
  const change = (newPassword: string) =>
    world.api
      .put("/v1/users/password")
      .set("Authorization", `Bearer ${buyer.accessToken}`)
      .send({ currentPassword: buyer.password, newPassword })
  const answers = await Promise.all([change(`${next}-1`), change(`${next}-2`)])
  const won = answers.findIndex(({ status }) => status === 200)
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 401])
  const password = `${next}-${won + 1}`
  expect((await tryLogin(world, { email: buyer.email, password })).status).toBe(200)
})
