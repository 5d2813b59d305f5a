import type { MedusaContainer } from "@medusajs/framework/types"
import { generateEntityId, Modules } from "@medusajs/framework/utils"
import { ACCOUNT_MODULE } from "../../../modules/account"
import { sharedHasher } from "../../../modules/account/hashing"
import type { Role } from "../../../modules/account/rules/permissions"
import type { AccountModuleService } from "../../../modules/account/service"
import { registerAccountWorkflow } from "../../../src/workflows/account/register-account"

/** The one password of the demonstration's logins, unless SEED_ADMIN_PASSWORD says another. */
export const defaultDemoPassword = "txova-demo-2024"

type DemoPerson = { email: string; firstName: string; lastName: string; role: Role }

/** One login a role; nobody real. */
const people: readonly DemoPerson[] = [
  { email: "admin@txova.example", firstName: "Amélia", lastName: "Txova", role: "admin" },
  { email: "apoio@txova.example", firstName: "Bento", lastName: "Txova", role: "support" },
  { email: "vendedora@txova.example", firstName: "Celeste", lastName: "Nhantumbo", role: "seller" },
  { email: "comprador@txova.example", firstName: "Délio", lastName: "Macuácua", role: "buyer" },
]

export type DemoLogin = { email: string; role: Role; accountId: string; isNew: boolean }

async function ensureAccount(
  container: MedusaContainer,
  person: DemoPerson,
  passwordHash: () => Promise<string>
): Promise<DemoLogin> {
  const { email, role } = person
  const [found] = await container
    .resolve<AccountModuleService>(ACCOUNT_MODULE)
    .listAccounts({ email })
  if (found !== undefined) {
    return { email, role, accountId: found.id, isNew: false }
  }
  const { result } = await registerAccountWorkflow(container).run({
    input: {
      account_id: generateEntityId(undefined, "acc"),
      email,
      password_hash: await passwordHash(),
      first_name: person.firstName,
      last_name: person.lastName,
      phone: null,
      language: "pt",
      accepted_terms_at: new Date(),
      role,
      is_email_verified: true,
    },
  })
  return { email, role, accountId: result, isNew: true }
}

/** Where the demonstration's buyer has things sent. */
async function ensureAddress(container: MedusaContainer, accountId: string): Promise<void> {
  const account = await container
    .resolve<AccountModuleService>(ACCOUNT_MODULE)
    .retrieveAccount(accountId)
  const customers = container.resolve(Modules.CUSTOMER)
  const customer_id = account.customer_id ?? ""
  const known = await customers.listCustomerAddresses({ customer_id })
  if (known.length > 0) {
    return
  }
  await customers.createCustomerAddresses({
    customer_id,
    first_name: account.first_name,
    last_name: account.last_name,
    address_1: "Avenida Eduardo Mondlane, 1500",
    address_2: "Alto Maé",
    city: "Maputo",
    province: "Maputo",
    postal_code: "1100",
    country_code: "mz",
    is_default_shipping: true,
    metadata: {
      type: "shipping",
      street: "Avenida Eduardo Mondlane",
      number: "1500",
      neighborhood: "Alto Maé",
    },
  })
}

/** Makes the demonstration's logins that are missing; one that exists keeps its password. */
export async function ensureAccounts(
  container: MedusaContainer,
  password: string
): Promise<DemoLogin[]> {
  let hash: Promise<string> | undefined
  const passwordHash = () => (hash ??= sharedHasher().hash(password))
  const logins: DemoLogin[] = []
  for (const person of people) {
    logins.push(await ensureAccount(container, person, passwordHash))
  }
  const buyer = logins.find(({ role }) => role === "buyer")
  if (buyer !== undefined) {
    await ensureAddress(container, buyer.accountId)
  }
  return logins
}

/** Has the demonstration's seller work for a seller. */
export async function tieSeller(
  container: MedusaContainer,
  logins: readonly DemoLogin[],
  sellerId: string
): Promise<void> {
  const login = logins.find(({ role }) => role === "seller")
  if (login !== undefined) {
    await container
      .resolve<AccountModuleService>(ACCOUNT_MODULE)
      .updateAccounts({ id: login.accountId, seller_id: sellerId })
  }
}
