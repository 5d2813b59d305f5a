import swagger from "@fastify/swagger"
import swaggerUi from "@fastify/swagger-ui"
import type { FastifyInstance } from "fastify"
import fp from "fastify-plugin"
import { jsonSchemaTransform, jsonSchemaTransformObject } from "fastify-type-provider-zod"
import { ownAccountOrChallenge, type Access } from "./access"

/** Says of each operation who may use it: its security, and its `access` beside. */
const withAccess: typeof jsonSchemaTransform = (operation) => {
  const transformed = jsonSchemaTransform(operation)
  const { access } = operation.route.config ?? {}
  if (access === undefined) {
    return transformed
  }
  const security = securityOf(access)
  return {
    ...transformed,
    schema: { ...transformed.schema, ...(security && { security }), "x-permission": access },
  }
}

function securityOf(access: Access): Record<string, string[]>[] | undefined {
  switch (access) {
    case "public":
      return undefined
    case ownAccountOrChallenge:
      return [{ bearer: [] }, {}]
    default:
      return [{ bearer: [] }]
  }
}

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
        { name: "Authentication", description: "Registering, signing in, sessions" },
        { name: "Two-factor authentication", description: "An authenticator beside the password" },
        { name: "Users", description: "One's own account" },
        { name: "Cart", description: "What is to be ordered: a buyer's or a guest's" },
        { name: "Wishlist", description: "Products to come back to" },
      ],
      components: {
        securitySchemes: {
          bearer: { type: "http", scheme: "bearer", bearerFormat: "JWT" },
          guestSession: {
            type: "apiKey",
            in: "header",
            name: "X-Session-Id",
            description:
              "A guest's session: 16 to 64 letters, digits, hyphens and underscores that the client makes at random",
          },
        },
      },
    },
    transform: withAccess,
    transformObject: jsonSchemaTransformObject,
  })
  await app.register(swaggerUi, { routePrefix: "/v1/docs" })
  const config = { access: "public" } as const
  app.get("/v1/openapi.json", { schema: { hide: true }, config }, () => app.swagger())
})
