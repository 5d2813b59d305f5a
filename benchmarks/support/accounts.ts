import { randomUUID } from "node:crypto"
import { hashSync } from "@node-rs/bcrypt"
import { createAccessTokens } from "../../src/identity/access-tokens"
import { objectIdOf } from "../../src/lib/object-id"
import { withPostgres, type Catalogue } from "./catalogue"
import { runNode, typescript } from "./child"
import { environmentOf, productionSettings } from "./servers"

/** An account that may sign in, with a session of its own. */
export type BenchAccount = { email: string; userId: string; token: string; sessionId: string }

/** The one password of all of them. */
export const benchPassword = "a password for benchmarks"

const width = 26

function idOf(prefix: string, number: number): string {
  return `${prefix}_${String(number).padStart(width, "0")}`
}

/** Makes so many verified accounts by plain SQL, and projects them. */
export async function prepareAccounts(
  catalogue: Catalogue,
  amount: number
): Promise<BenchAccount[]> {
  const tokens = createAccessTokens(productionSettings.JWT_SECRET)
  const accounts = Array.from({ length: amount }, (_, number) => {
    const id = idOf("acc", number)
    const email = `buyer-${number}@bench.example`
    const sessionId = idOf("ses", number)
    const userId = objectIdOf(id)
    return {
      number,
      id,
      email,
      userId,
      sessionId,
      token: tokens.sign({ userId, email, role: "buyer", sid: sessionId }),
    }
  })
  await withPostgres(catalogue.databaseUrl, async (client) => {
    const column = (pick: (account: (typeof accounts)[number]) => string) => accounts.map(pick)
    await client.query("BEGIN")
    await client.query(
      `INSERT INTO customer (id, email, has_account) SELECT *, true FROM unnest($1::text[], $2::text[])
       ON CONFLICT DO NOTHING`,
      [column(({ number }) => idOf("cus", number)), column(({ email }) => email)]
    )
    await client.query(
      `INSERT INTO auth_identity (id, app_metadata)
       SELECT id, jsonb_build_object('customer_id', customer) FROM unnest($1::text[], $2::text[]) AS x(id, customer)
       ON CONFLICT DO NOTHING`,
      [column(({ number }) => idOf("authid", number)), column(({ number }) => idOf("cus", number))]
    )
    await client.query(
      `INSERT INTO provider_identity (id, entity_id, provider, auth_identity_id, provider_metadata)
       SELECT id, email, 'emailpass', auth, jsonb_build_object('password', $4::text)
         FROM unnest($1::text[], $2::text[], $3::text[]) AS x(id, email, auth) ON CONFLICT DO NOTHING`,
      [
        column(() => randomUUID()),
        column(({ email }) => email),
        column(({ number }) => idOf("authid", number)),
        hashSync(benchPassword, { cost: 12 }),
      ]
    )
    await client.query(
      `INSERT INTO account (id, object_id, email, first_name, last_name, is_email_verified, customer_id, auth_identity_id)
       SELECT id, object, email, 'Comprador', 'De Medida', true, customer, auth
         FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) AS x(id, object, email, customer, auth)
       ON CONFLICT DO NOTHING`,
      [
        column(({ id }) => id),
        column(({ userId }) => userId),
        column(({ email }) => email),
        column(({ number }) => idOf("cus", number)),
        column(({ number }) => idOf("authid", number)),
      ]
    )
    await client.query(
      `INSERT INTO account_session (id, account_id, last_used_at, expires_at)
       SELECT id, account, now(), now() + interval '1 day' FROM unnest($1::text[], $2::text[]) AS x(id, account)
       ON CONFLICT DO NOTHING`,
      [column(({ sessionId }) => sessionId), column(({ id }) => id)]
    )
    await client.query("COMMIT")
  })
  await runNode(typescript("tools/projections.ts", "rebuild", "users"), environmentOf(catalogue))
  await withPostgres(catalogue.databaseUrl, (client) => client.query("TRUNCATE projection_outbox"))
  return accounts
}
