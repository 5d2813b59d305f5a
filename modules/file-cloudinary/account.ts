/** What a CLOUDINARY_URL says, as the SDK's calls take it. */
export type CloudinaryAccount = {
  cloud_name: string
  api_key: string
  api_secret: string
  /** Origin of the API, for accounts of other regions. */
  upload_prefix?: string
}

/**
 * Reads cloudinary://key:secret@cloud, with ?upload_prefix= or without.
 *
 * @throws Error without the URL, which holds the secret.
 */
export function cloudinaryAccountOf(text: string): CloudinaryAccount {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol !== "cloudinary:" || !url.hostname || !url.username || !url.password) {
    throw new Error("CLOUDINARY_URL must be cloudinary://key:secret@cloud")
  }
  const prefix = url.searchParams.get("upload_prefix")
  return {
    cloud_name: url.hostname,
    api_key: decodeURIComponent(url.username),
    api_secret: decodeURIComponent(url.password),
    ...(prefix === null ? {} : { upload_prefix: prefix }),
  }
}
