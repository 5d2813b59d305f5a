import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import { PostgresLockProvider } from "./provider"

/** Medusa's locks on Postgres, held by a connection: see README.md. */
export default ModuleProvider(Modules.LOCKING, { services: [PostgresLockProvider] })
