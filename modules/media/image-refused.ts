/** A file is no picture we take. The message is for whoever sent it, in English. */
export class ImageRefused extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(reason, options)
    this.name = "ImageRefused"
  }
}
