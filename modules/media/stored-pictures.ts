import type { IFileModuleService } from "@medusajs/framework/types"
import type { ResizedImage } from "./images"

/** A picture as its row keeps it: where each size is, and the keys to delete it by. */
export type StoredPicture<Name extends string> = Record<Name, string> & {
  width: number
  height: number
  placeholder: string
  keys: string[]
}

/**
 * Stores a picture's sizes in a folder, publicly; names are random. Where one cannot be
 * stored, none stays.
 *
 * @throws what the storage threw.
 */
export async function storePicture<Name extends string>(
  files: IFileModuleService,
  folder: string,
  image: ResizedImage<Name>
): Promise<StoredPicture<Name>> {
  const names = Object.keys(image.files) as Name[]
  const results = await Promise.allSettled(
    names.map((name) =>
      files.createFiles({
        filename: `${folder}/${name}.webp`,
        mimeType: "image/webp",
        content: image.files[name].toString("base64"),
        access: "public",
      })
    )
  )
  const stored = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []))
  const keys = stored.map((file) => file.id)
  const failed = results.find((result) => result.status === "rejected")
  if (failed !== undefined) {
    await files.deleteFiles(keys).catch(() => undefined)
    throw failed.reason
  }
  const urls = Object.fromEntries(names.map((name, index) => [name, stored[index]?.url]))
  const { width, height, placeholder } = image
  return { ...(urls as Record<Name, string>), width, height, placeholder, keys }
}

/** The keys of a picture's files, from the JSON its row keeps. */
export function keysOf(picture: Record<string, unknown> | null): string[] {
  const keys = picture?.keys
  return Array.isArray(keys) ? keys.filter((key) => typeof key === "string") : []
}
