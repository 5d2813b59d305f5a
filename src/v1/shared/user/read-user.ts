import { users } from "../../../../modules/read-model/collections/users"
import type { UserDocument } from "../../../../modules/read-model/collections/users/document"
import type { ReadModel } from "../../../../modules/read-model/read-model"
import { findAccount } from "../../../../modules/account/store/accounts"
import { AppError } from "../../../lib/errors"
import { toObjectIds } from "../object-ids"
import { readModelAnswer } from "../read-model-answer"

/** Never fetched for an answer: what no presenter shows. */
const hidden = {
  password: 0,
  emailVerificationToken: 0,
  passwordResetToken: 0,
  passwordResetExpires: 0,
  twoFactorSecret: 0,
} as const

async function fromPostgres(readModel: ReadModel, objectId: string): Promise<UserDocument | null> {
  const account = await findAccount(readModel.pool, { objectId })
  const [row] = account === undefined ? [] : await users.readRows(readModel.pool, [account.id])
  return row === undefined ? null : (users.toDocument(row) as UserDocument)
}

/**
 * The user document of an account, of Mongo or, where that is away or has not heard of it, of
 * Postgres through the same projection.
 *
 * @throws AppError UNAUTHENTICATED for an account that is gone.
 */
export async function readUser(readModel: ReadModel, objectId: string): Promise<UserDocument> {
  let found: UserDocument | null = null
  try {
    found = await readModelAnswer(() =>
      readModel
        .collection("users")
        .findOne<UserDocument>(
          { _id: { $in: toObjectIds([objectId]) }, deletedAt: { $exists: false } },
          { projection: hidden }
        )
    )
  } catch (error) {
    if (!(error instanceof AppError)) {
      throw error
    }
  }
  const user = found ?? (await fromPostgres(readModel, objectId))
  if (user === null) {
    throw new AppError("UNAUTHENTICATED")
  }
  return user
}
