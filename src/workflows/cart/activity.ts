/**
 * When a cart was last changed, in SQL: Medusa writes a line without touching its cart.
 *
 * @param cart alias of the cart's row
 */
export const activityOf = (cart: string): string => `
  greatest(${cart}.updated_at, (SELECT max(li.updated_at) FROM cart_line_item li
                                 WHERE li.cart_id = ${cart}.id AND li.deleted_at IS NULL))`

/**
 * Whether a cart can still be changed, in SQL.
 *
 * @param days SQL of the days until a cart expires, such as `$2`
 */
export const isOpen = (cart: string, days: string): string => `
  (${cart}.deleted_at IS NULL AND ${cart}.completed_at IS NULL
   AND ${activityOf(cart)} > now() - make_interval(days => (${days})::int))`
