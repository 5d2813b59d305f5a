import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import { CloudinaryFileProvider } from "./provider"

export default ModuleProvider(Modules.FILE, { services: [CloudinaryFileProvider] })
