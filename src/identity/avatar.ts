import { Modules } from "@medusajs/framework/utils"
import { changeAccount, findAccount } from "../../modules/account/store/accounts"
import { ImageRefused } from "../../modules/media/image-refused"
import { pictureSizes, resizeImage } from "../../modules/media/images"
import { NoSlotError } from "../../modules/media/slots"
import { keysOf, storePicture } from "../../modules/media/stored-pictures"
import { AppError } from "../lib/errors"
import type { IdentityContext } from "./context"

type Avatar = Record<string, unknown> | null

/** Edits of one account in the same moment are few; this many in a row are a fault. */
const mostTries = 5

async function makePicture(bytes: Buffer) {
  try {
    return await resizeImage(bytes, pictureSizes)
  } catch (error) {
    if (error instanceof ImageRefused) {
      const details = [{ path: "avatar", message: error.message }]
      throw new AppError("IMAGE_REFUSED", { details, cause: error })
    }
    if (error instanceof NoSlotError) {
      throw new AppError("SERVICE_UNAVAILABLE", { headers: { "retry-after": "5" }, cause: error })
    }
    throw error
  }
}

/**
 * Sets the picture and gives the one it replaced: by the row's revision, so that of two
 * uploads at once neither forgets files.
 */
async function swap(context: IdentityContext, accountId: string, avatar: Avatar): Promise<Avatar> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const account = await findAccount(context.pool, { id: accountId })
    if (account === undefined || account.closed_at !== null) {
      throw new AppError("UNAUTHENTICATED")
    }
    if (await changeAccount(context.pool, accountId, { avatar }, account.revision)) {
      return account.avatar
    }
  }
  throw new AppError("EDITED_MEANWHILE")
}

/** Deletes the files of a picture that nothing shows any more, behind the answer. */
export function forgetPicture(context: IdentityContext, picture: Avatar): void {
  const keys = keysOf(picture)
  if (keys.length > 0) {
    context.behind("files of an earlier picture", () =>
      context.container.resolve(Modules.FILE).deleteFiles(keys)
    )
  }
}

/**
 * Puts up a picture for an account in the place of an earlier one.
 *
 * @param bytes the file as it was sent
 * @throws AppError IMAGE_REFUSED, or SERVICE_UNAVAILABLE where it cannot be stored now.
 */
export async function changeAvatar(
  context: IdentityContext,
  accountId: string,
  bytes: Buffer
): Promise<void> {
  const image = await makePicture(bytes)
  const files = context.container.resolve(Modules.FILE)
  const picture = await storePicture(files, "avatars", image).catch((error: unknown) => {
    throw new AppError("SERVICE_UNAVAILABLE", { cause: error })
  })
  try {
    forgetPicture(context, await swap(context, accountId, picture))
  } catch (error) {
    forgetPicture(context, picture)
    throw error
  }
  await context.projectAccount(accountId)
}

/** Takes an account's picture away, where it has one. */
export async function removeAvatar(context: IdentityContext, accountId: string): Promise<void> {
  const account = await findAccount(context.pool, { id: accountId })
  if (account !== undefined && account.avatar === null) {
    return
  }
  forgetPicture(context, await swap(context, accountId, null))
  await context.projectAccount(accountId)
}
