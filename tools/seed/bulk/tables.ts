type Split<
  Text extends string,
  Separator extends string,
> = Text extends `${infer Head}${Separator}${infer Tail}` ? Head | Split<Tail, Separator> : Text
type Words<Text extends string> = Exclude<Split<Split<Text, "\n">, " ">, "">

/**
 * The tables a bulk seed fills, with the columns it gives, in an order that foreign
 * keys allow. Other columns keep their defaults, as when Medusa writes the rows; all
 * tables but those of `untimed` also get created_at and updated_at.
 */
const tables = {
  seller: `
    id handle business_name business_description logo banner category tags contact address
    business_hours delivery_options payment_methods commission_rate minimum_payout status
    approved_at`,
  seller_stat: "id total_sales raw_total_sales total_orders",
  sales_channel: "id name description metadata",
  stock_location_address: "id address_1 city country_code province postal_code",
  stock_location: "id name address_id metadata",
  shipping_profile: "id name type",
  fulfillment_set: "id name type",
  service_zone: "id name fulfillment_set_id",
  geo_zone: "id type country_code service_zone_id",
  shipping_option_type: "id label description code",
  shipping_option: `
    id name price_type service_zone_id shipping_profile_id provider_id data
    shipping_option_type_id`,
  shipping_option_rule: "id attribute operator value shipping_option_id",
  seller_sales_channel: "id seller_id sales_channel_id",
  seller_stock_location: "id seller_id stock_location_id",
  seller_shipping_profile: "id seller_id shipping_profile_id",
  sales_channel_stock_location: "id sales_channel_id stock_location_id",
  location_fulfillment_set: "id stock_location_id fulfillment_set_id",
  location_fulfillment_provider: "id stock_location_id fulfillment_provider_id",
  product: `
    id title handle description status thumbnail weight length height width origin_country
    external_id`,
  image: "id url metadata rank product_id",
  product_option: "id title is_exclusive",
  product_option_value: "id value option_id rank",
  product_product_option: "id product_id product_option_id",
  product_product_option_value: "id product_product_option_id product_option_value_id",
  product_variant: "id title sku manage_inventory allow_backorder variant_rank product_id",
  product_variant_option: "variant_id option_value_id",
  price_set: "id",
  price: "id price_set_id currency_code amount raw_amount rules_count",
  product_variant_price_set: "id variant_id price_set_id",
  inventory_item: `
    id sku title description origin_country weight length height width requires_shipping`,
  inventory_level: `
    id inventory_item_id location_id stocked_quantity reserved_quantity incoming_quantity
    raw_stocked_quantity raw_reserved_quantity raw_incoming_quantity`,
  product_variant_inventory_item: "id variant_id inventory_item_id required_quantity",
  product_sales_channel: "id product_id sales_channel_id",
  product_shipping_profile: "id product_id shipping_profile_id",
  product_category_product: "product_id product_category_id",
  product_tags: "product_id product_tag_id",
  catalog_product: `
    id is_organic is_gluten_free is_vegan allergens nutrition attributes short_description unit
    compare_price cost_price min_stock max_stock is_featured is_best_seller is_switched_off seo`,
  product_stat: "id sales_count rating_sum review_count",
  product_seller: "id product_id seller_id",
  product_catalog_product: "id product_id catalog_product_id",
  shipping_option_price_set: "id shipping_option_id price_set_id",
} as const

export type TableName = keyof typeof tables

/** Names of the columns given of a table. */
export type ColumnOf<Table extends TableName> = Words<(typeof tables)[Table]>

export const tableNames = Object.keys(tables) as TableName[]

const columns = new Map(
  tableNames.map((table) => [table, tables[table].trim().split(/\s+/)] as const)
)

export function columnsOf<Table extends TableName>(table: Table): ColumnOf<Table>[] {
  return (columns.get(table) ?? []) as ColumnOf<Table>[]
}

const untimed: readonly TableName[] = [
  "product_variant_option",
  "product_category_product",
  "product_tags",
]

/** Whether the table has created_at and updated_at. */
export function isTimed(table: TableName): boolean {
  return !untimed.includes(table)
}
