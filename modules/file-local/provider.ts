import { randomUUID } from "node:crypto"
import { createReadStream, createWriteStream } from "node:fs"
import { access, mkdir, readFile, unlink, writeFile } from "node:fs/promises"
import path from "node:path"
import type { Readable, Writable } from "node:stream"
import { finished } from "node:stream/promises"
import type {
  ProviderDeleteFileDTO,
  ProviderFileResultDTO,
  ProviderGetFileDTO,
  ProviderGetPresignedUploadUrlDTO,
  ProviderUploadFileDTO,
  ProviderUploadStreamDTO,
} from "@medusajs/framework/types"
import { AbstractFileProviderService, MedusaError } from "@medusajs/framework/utils"
import { contentBytes } from "../media/rules/file-content"
import { isFileKey, newFileKey } from "../media/rules/file-keys"

export type LocalFileOptions = {
  /** Absolute folder whose files /media serves. */
  publicDir: string
  /** Absolute folder of exports and documents, which only signed-in people get. */
  privateDir: string
}

const privately = "private-"

/**
 * Stores files of Medusa's File module on this machine's disk. Unlike Medusa's own, names
 * cannot be guessed, URLs are paths of whatever host serves them, and what is private is
 * not in the public folder.
 */
export class LocalFileProvider extends AbstractFileProviderService {
  static override identifier = "txova-local"

  private readonly options: LocalFileOptions

  constructor(_container: unknown, options: LocalFileOptions) {
    super()
    this.options = options
  }

  override async upload(file: ProviderUploadFileDTO): Promise<ProviderFileResultDTO> {
    const key = this.newKey(file)
    const place = await this.makePlace(key)
    await writeFile(place, contentBytes(file.content, file.mimeType), { flag: "wx" })
    return { key, url: this.urlOf(key) }
  }

  override async getUploadStream(file: ProviderUploadStreamDTO): Promise<{
    writeStream: Writable
    promise: Promise<ProviderFileResultDTO>
    url: string
    fileKey: string
  }> {
    const key = this.newKey(file)
    const writeStream = createWriteStream(await this.makePlace(key), { flags: "wx" })
    const url = this.urlOf(key)
    const promise = finished(writeStream).then(() => ({ key, url }))
    return { writeStream, promise, url, fileKey: key }
  }

  override async delete(files: ProviderDeleteFileDTO | ProviderDeleteFileDTO[]): Promise<void> {
    await Promise.all(
      [files].flat().map(async ({ fileKey }) => {
        await unlink(this.placeOf(fileKey)).catch((error: unknown) => {
          if ((error as NodeJS.ErrnoException).code !== "ENOENT") {
            throw error
          }
        })
      })
    )
  }

  override getDownloadStream({ fileKey }: ProviderGetFileDTO): Promise<Readable> {
    return Promise.resolve(createReadStream(this.placeOf(fileKey)))
  }

  override getAsBuffer({ fileKey }: ProviderGetFileDTO): Promise<Buffer> {
    return readFile(this.placeOf(fileKey))
  }

  /** A path; of a private file one of /admin, which asks who is there. */
  override async getPresignedDownloadUrl({ fileKey }: ProviderGetFileDTO): Promise<string> {
    await access(this.placeOf(fileKey)).catch(() => {
      throw new MedusaError(MedusaError.Types.NOT_FOUND, `There is no file ${fileKey}`)
    })
    return this.urlOf(fileKey)
  }

  /** Medusa's dashboard sends a file there by POST where the URL is no absolute one. */
  getPresignedUploadUrl(file: ProviderGetPresignedUploadUrlDTO): Promise<ProviderFileResultDTO> {
    return Promise.resolve({ url: "/admin/uploads", key: file.filename })
  }

  /** As in Medusa, a file is private unless it is said to be public. */
  private newKey(file: { filename: string; access?: "public" | "private" }): string {
    return file.access === "public"
      ? newFileKey(file.filename, randomUUID())
      : newFileKey(path.posix.basename(file.filename), privately + randomUUID())
  }

  private urlOf(key: string): string {
    return key.startsWith(privately) ? `/admin/private-files/${key}` : `/media/${key}`
  }

  private placeOf(key: string): string {
    if (!isFileKey(key)) {
      throw new MedusaError(MedusaError.Types.INVALID_DATA, "This is no key of a file")
    }
    const { publicDir, privateDir } = this.options
    return path.join(key.startsWith(privately) ? privateDir : publicDir, key)
  }

  private async makePlace(key: string): Promise<string> {
    const place = this.placeOf(key)
    await mkdir(path.dirname(place), { recursive: true })
    return place
  }
}
