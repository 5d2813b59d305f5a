import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import { LocalFileProvider } from "./provider"

export default ModuleProvider(Modules.FILE, { services: [LocalFileProvider] })
