import type { FastifyInstance } from "fastify"
import type { Registry } from "prom-client"
import type { Readiness } from "./readiness"

export type OperationsOptions = {
  registry: Registry
  readiness: () => Promise<Readiness>
}

/** /health says the process is alive, /ready that it can serve, /metrics how it fares. */
export function operationRoutes({ registry, readiness }: OperationsOptions) {
  return (app: FastifyInstance): void => {
    const hidden = { schema: { hide: true } }
    app.get("/health", hidden, (_request, reply) => {
      void reply.header("cache-control", "no-store").send({ status: "ok" })
    })
    app.get("/ready", hidden, async (_request, reply) => {
      const answer = await readiness()
      return reply
        .code(answer.ready ? 200 : 503)
        .header("cache-control", "no-store")
        .send({ status: answer.ready ? "ready" : "not ready", checks: answer.checks })
    })
    app.get("/metrics", hidden, async (_request, reply) => {
      const text = await registry.metrics()
      return reply.header("cache-control", "no-store").type(registry.contentType).send(text)
    })
  }
}
