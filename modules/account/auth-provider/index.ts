import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import { PasswordAuthProvider } from "./provider"

export default ModuleProvider(Modules.AUTH, { services: [PasswordAuthProvider] })
