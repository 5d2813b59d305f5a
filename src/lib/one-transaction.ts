import type { Context, LinkDefinition, MedusaContainer, Message } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  MedusaContextType,
  MessageAggregator,
  Modules,
} from "@medusajs/framework/utils"
import { queryableOfKnex, type Knex, type Queryable } from "./queryable"

/** A manager of MikroORM, as far as it is needed here. */
type Manager = {
  setTransactionContext: (transaction: unknown) => void
  flush: () => Promise<void>
}

/** What each of Medusa's module services has, though its types do not say so. */
type ModuleService = { baseRepository_: { getFreshManager: () => Manager } }

/** Holds back what services would emit: it becomes true with the commit only. */
class HeldMessages extends MessageAggregator {
  override count(): number {
    return 0
  }
}

/** Medusa's modules and our own SQL, writing in one transaction. */
export type OneTransaction = {
  db: Queryable
  /**
   * Calls a module's service within the transaction.
   *
   * @param name as the container knows the service: `Modules.ORDER`
   * @param call gets the service and the context to hand to its method, last
   */
  // The service's type is the caller's word, as the container's own.
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
  in: <Service extends object, Result>(
    name: string,
    call: (service: Service, context: Context) => Promise<Result>
  ) => Promise<Result>
  /** Links rows of two modules each, as Medusa's Link does; without its look for other links. */
  link: (links: readonly LinkDefinition[]) => Promise<void>
}

/** The service of a link's own table. */
type LinkService = ModuleService & {
  create: (
    pairs: [string, string][],
    foreignKey: undefined,
    extra: undefined,
    context: Context
  ) => Promise<unknown>
}

type LinkFinder = {
  getLinkModule: (a: string, aKey: string, b: string, bKey: string) => LinkService | undefined
}

/**
 * Does work of several of Medusa's modules in one database transaction: all of it stands, or
 * nothing. Medusa's workflows commit step by step and undo what they did by further steps, which a
 * process that is killed never takes; see docs/adr/0013.
 *
 * All modules share one knex, so each can be given a manager that writes by one of its
 * transactions. Events are emitted after the commit. Nothing slow, such as a gateway, belongs
 * in here.
 */
export async function inOneTransaction<Result>(
  container: MedusaContainer,
  work: (transaction: OneTransaction) => Promise<Result>
): Promise<Result> {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const finder = container.resolve(ContainerRegistrationKeys.LINK) as unknown as LinkFinder
  const held = new HeldMessages()

  const result = await knex.transaction(async (transaction) => {
    async function within<Called>(
      service: ModuleService,
      call: (context: Context) => Promise<Called>
    ): Promise<Called> {
      const manager = service.baseRepository_.getFreshManager()
      manager.setTransactionContext(transaction)
      const context: Context = { manager, transactionManager: manager, messageAggregator: held }
      const called = await call(Object.assign(context, { __type: MedusaContextType }))
      await manager.flush()
      return called
    }
    return work({
      db: queryableOfKnex(transaction),
      in: (name, call) => {
        const service = container.resolve<ModuleService>(name)
        return within(service, (context) => call(service as never, context))
      },
      link: async (links) => {
        for (const [service, pairs] of groupLinks(finder, links)) {
          await within(service, (context) => service.create(pairs, undefined, undefined, context))
        }
      },
    })
  })
  await emit(container, held)
  return result
}

/** The pairs of keys of each link's table. */
function groupLinks(
  finder: LinkFinder,
  links: readonly LinkDefinition[]
): Map<LinkService, [string, string][]> {
  const pairs = new Map<LinkService, [string, string][]>()
  for (const link of links) {
    const sides = Object.entries(link as Record<string, Record<string, string>>).map(
      ([module, keys]) => [module, ...(Object.entries(keys)[0] ?? ["", ""])] as const
    )
    const [[a, aKey, aId] = ["", "", ""], [b, bKey, bId] = ["", "", ""]] = sides
    const service = finder.getLinkModule(a, aKey, b, bKey)
    if (service === undefined) {
      throw new Error(`Nothing links ${a} to ${b}`)
    }
    pairs.set(service, [...(pairs.get(service) ?? []), [aId, bId]])
  }
  return pairs
}

async function emit(container: MedusaContainer, held: MessageAggregator): Promise<void> {
  const messages: Message[] = Object.values(held.getMessages()).flat()
  if (messages.length > 0) {
    await container.resolve(Modules.EVENT_BUS).emit(messages)
  }
}
