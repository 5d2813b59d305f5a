import swagger from "@fastify/swagger"
import swaggerUi from "@fastify/swagger-ui"
import type { FastifyInstance } from "fastify"
import fp from "fastify-plugin"
import { jsonSchemaTransform, jsonSchemaTransformObject } from "fastify-type-provider-zod"

/** Publishes the OpenAPI 3.1 document at /v1/openapi.json and its pages at /v1/docs. */
export const openApi = fp(async (app: FastifyInstance) => {
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Txova Marketplace API",
        version: "1.0.0",
        description:
          "Organic food from Mozambican farms. Money is in integer cents of the metical; times are UTC.",
        license: { name: "MIT", identifier: "MIT" },
      },
      servers: [{ url: "/", description: "This host" }],
      tags: [
        { name: "Products", description: "The catalogue: lists, search, one product" },
        { name: "Categories", description: "Two levels of categories" },
        { name: "Sellers", description: "Farms and cooperatives" },
        { name: "Settings", description: "What a storefront has to know" },
      ],
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  })
  await app.register(swaggerUi, { routePrefix: "/v1/docs" })
  app.get("/v1/openapi.json", { schema: { hide: true } }, () => app.swagger())
})
