import { z } from "zod"
import type { OrderAddress } from "../../workflows/checkout/prepare-cart"

const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((text) => !/\p{Cc}/u.test(text), "must be one line of text")

/** Where an order goes, in the contract's parts. */
export const orderAddress = z.strictObject({
  firstName: line(60),
  lastName: line(60),
  street: line(120),
  number: line(20).optional(),
  complement: line(120).optional(),
  neighborhood: line(80).optional(),
  city: line(80),
  state: line(80).optional(),
  zipCode: line(20).optional(),
  phone: z
    .string()
    .regex(/^\+[1-9]\d{6,14}$/, "must be in international form, such as +258841234567")
    .optional(),
  coordinates: z
    .strictObject({
      latitude: z.number().min(-90).max(90),
      longitude: z.number().min(-180).max(180),
    })
    .optional()
    .meta({ description: "For the radius of local delivery; without them the city decides" }),
})

const joined = (parts: (string | undefined)[]) =>
  parts.filter((part) => part !== undefined).join(", ")

/** As Medusa's address has it: the parts stand apart in metadata. */
export function toOrderAddress(address: z.infer<typeof orderAddress>): OrderAddress {
  const { street, number, complement, neighborhood } = address
  const parts = { street, number, complement, neighborhood }
  return {
    first_name: address.firstName,
    last_name: address.lastName,
    address_1: joined([street, number]),
    address_2: joined([complement, neighborhood]),
    city: address.city,
    province: address.state ?? "",
    postal_code: address.zipCode ?? "",
    country_code: "mz",
    phone: address.phone ?? "",
    metadata: Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined)),
  }
}
