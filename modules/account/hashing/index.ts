import { createHasher, type Hasher } from "./hasher"

export { HasherBusyError } from "./hasher"
export { isMedusaScrypt } from "./medusa-scrypt"

let shared: Hasher | undefined

/** The process's one hasher: whoever hashes waits in the same queue. */
export function sharedHasher(): Hasher {
  shared ??= createHasher()
  return shared
}
