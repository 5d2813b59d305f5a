import {
  addToCartWorkflow,
  completeCartWorkflow,
  createCartWorkflow,
  updateLineItemInCartWorkflow,
} from "@medusajs/medusa/core-flows"
import { assertCartForSale, assertVariantsForSale } from "../catalog/withdrawn-products"

/**
 * Whatever door a buyer comes through, what is withdrawn from sale goes into no cart and no
 * order. Medusa takes one handler a hook: what else must hold here is called from here.
 */
addToCartWorkflow.hooks.validate(async ({ input }, { container }) => {
  await assertVariantsForSale(
    container,
    input.items.map((item) => item.variant_id)
  )
})

createCartWorkflow.hooks.validate(async ({ input }, { container }) => {
  await assertVariantsForSale(
    container,
    (input.items ?? []).map((item) => item.variant_id)
  )
})

updateLineItemInCartWorkflow.hooks.validate(async ({ input, cart }, { container }) => {
  // Quantity 0 takes the line out, which is always allowed.
  const quantity = input.update.quantity
  if (quantity === undefined || Number(quantity) > 0) {
    const { items } = cart as { items: { id: string; variant_id: string | null }[] }
    const line = items.find((item) => item.id === input.item_id)
    await assertVariantsForSale(container, [line?.variant_id])
  }
})

completeCartWorkflow.hooks.validate(async ({ input }, { container }) => {
  await assertCartForSale(container, input.id)
})
