import { MongoError } from "../../../modules/read-model/mongo/driver"
import { MongooseError } from "mongoose"
import { AppError } from "../../lib/errors"

/**
 * Runs a read of Mongo.
 *
 * @throws AppError READ_MODEL_UNAVAILABLE, 503 with Retry-After, where no server answers.
 */
export async function readModelAnswer<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof MongoError || error instanceof MongooseError) {
      throw new AppError("READ_MODEL_UNAVAILABLE", {
        headers: { "Retry-After": "5" },
        cause: error,
      })
    }
    throw error
  }
}
