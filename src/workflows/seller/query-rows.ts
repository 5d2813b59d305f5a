import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/**
 * Rows of Medusa's query, typed by its caller after the fields it names: without
 * the types Medusa generates at a developer's side, `query.graph` gives `any`.
 */
export async function queryRows<Row>(
  container: MedusaContainer,
  question: { entity: string; fields: string[]; filters?: Record<string, unknown> }
): Promise<Row[]> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph(question)
  return data as Row[]
}
