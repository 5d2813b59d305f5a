import { newFileKey } from "../media/rules/file-keys"

/** How Cloudinary names an asset: without its kind and its access there is no finding it. */
export type Asset = {
  resource_type: "image" | "raw"
  type: "upload" | "private"
  public_id: string
}

const raster = /^image\/(?:jpeg|png|webp|avif|gif)$/

/** The name of a new asset; a picture's public id has no extension, any other file's has. */
export function newAsset(
  file: { filename: string; mimeType: string; access?: "public" | "private" },
  random: string
): Asset {
  const isPicture = raster.test(file.mimeType)
  const key = newFileKey(file.filename, random)
  return {
    resource_type: isPicture ? "image" : "raw",
    // As in Medusa, a file is private unless it is said to be public.
    type: file.access === "public" ? "upload" : "private",
    public_id: isPicture ? key.replace(/\.[^./]+$/, "") : key,
  }
}

/** An asset's key in Medusa's File module. */
export function keyOfAsset({ resource_type, type, public_id }: Asset): string {
  return `${resource_type}/${type}/${public_id}`
}

/** @throws Error for a key that is of another storage. */
export function assetOfKey(key: string): Asset {
  const [, kind, type, name] = /^(image|raw)\/(upload|private)\/([\w./-]+)$/.exec(key) ?? []
  if (kind === undefined || type === undefined || name === undefined) {
    throw new Error("This is no key of a file at Cloudinary")
  }
  return {
    resource_type: kind as Asset["resource_type"],
    type: type as Asset["type"],
    public_id: name,
  }
}
