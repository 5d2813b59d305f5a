import { Types } from "mongoose"

/** ObjectIds of hexadecimal digits, typed for the driver's filters. */
export function toObjectIds(hexadecimal: readonly string[]): Types.ObjectId[] {
  return hexadecimal.map((digits) => new Types.ObjectId(digits))
}
