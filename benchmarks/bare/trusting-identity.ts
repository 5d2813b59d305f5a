import Module from "node:module"
import { readFileSync } from "node:fs"
import type * as identityModule from "../../src/identity/identity"
import type { Identity } from "../../src/identity/identity"

/**
 * Loaded before the marketplace, this takes its authentication away: a request is from
 * whom its `n` names. What is left of a request's cost is the handler's.
 */
type Load = (request: string, parent: unknown, isMain: boolean) => unknown

const loader = Module as unknown as { _load: Load }
const load = loader._load

const identities = (
  JSON.parse(readFileSync(process.env.BENCH_IDENTITIES ?? "", "utf8")) as {
    userId: string
    email: string
    sessionId: string
  }[]
).map((account): Identity => ({
  ...account,
  role: "buyer",
  by: "token",
  issuedAt: 0,
  expiresAt: 0,
}))

loader._load = (request, parent, isMain) => {
  const loaded = load(request, parent, isMain)
  if (!request.endsWith("/identify")) {
    return loaded
  }
  const beside = request.replace(/identify$/, "identity")
  const { setIdentity } = load(beside, parent, false) as typeof identityModule
  return {
    ...(loaded as object),
    createIdentify: () => (incoming: Parameters<typeof setIdentity>[0]) => {
      const identity = identities[Number(incoming.url?.split("n=")[1])]
      if (identity !== undefined) {
        setIdentity(incoming, identity)
      }
    },
  }
}
