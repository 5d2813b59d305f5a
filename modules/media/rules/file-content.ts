/**
 * The bytes of a file given to Medusa's File module, which takes text: base64, as its
 * upload routes send it, else what its own exports and imports write.
 */
export function contentBytes(content: string, mimeType: string): Buffer {
  const bytes = Buffer.from(content, "base64")
  if (bytes.toString("base64") === content) {
    return bytes
  }
  return Buffer.from(content, /^text\/|csv|json|xml/.test(mimeType) ? "utf8" : "latin1")
}
