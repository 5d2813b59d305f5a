import { HasherBusyError, sharedHasher } from "../../modules/account/hashing"
import { AppError } from "../lib/errors"

/**
 * Hashes a new password.
 *
 * @throws AppError SERVICE_UNAVAILABLE where too many wait to be hashed.
 */
export async function hashPassword(password: string): Promise<string> {
  try {
    return await sharedHasher().hash(password)
  } catch (error) {
    if (error instanceof HasherBusyError) {
      throw new AppError("SERVICE_UNAVAILABLE", { headers: { "Retry-After": "5" }, cause: error })
    }
    throw error
  }
}
