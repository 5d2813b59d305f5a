import { randomUUID } from "node:crypto"
import { PassThrough, Readable, type Writable } from "node:stream"
import type {
  ProviderDeleteFileDTO,
  ProviderFileResultDTO,
  ProviderGetFileDTO,
  ProviderGetPresignedUploadUrlDTO,
  ProviderUploadFileDTO,
  ProviderUploadStreamDTO,
} from "@medusajs/framework/types"
import { AbstractFileProviderService } from "@medusajs/framework/utils"
import { v2 as cloudinary } from "cloudinary"
import { contentBytes } from "../media/rules/file-content"
import { cloudinaryAccountOf, type CloudinaryAccount } from "./account"
import { assetOfKey, keyOfAsset, newAsset, type Asset } from "./asset-key"
import { sendAsset } from "./send-asset"
import { within } from "./within"

export type CloudinaryFileOptions = {
  /** cloudinary://key:secret@cloud */
  url: string
  /** Longest wait for one call, in milliseconds. */
  timeoutMs?: number
}

/** Seconds for which a link to a private file is good. */
const linkSeconds = 3600

/** Stores files of Medusa's File module at Cloudinary. */
export class CloudinaryFileProvider extends AbstractFileProviderService {
  static override identifier = "txova-cloudinary"

  private readonly account: CloudinaryAccount
  private readonly timeoutMs: number

  constructor(_container: unknown, options: CloudinaryFileOptions) {
    super()
    this.account = cloudinaryAccountOf(options.url)
    this.timeoutMs = options.timeoutMs ?? 20_000
  }

  override async upload(file: ProviderUploadFileDTO): Promise<ProviderFileResultDTO> {
    const asset = newAsset(file, randomUUID())
    const bytes = Readable.from([contentBytes(file.content, file.mimeType)])
    return this.send(asset, bytes)
  }

  override getUploadStream(file: ProviderUploadStreamDTO): Promise<{
    writeStream: Writable
    promise: Promise<ProviderFileResultDTO>
    url: string
    fileKey: string
  }> {
    const asset = newAsset(file, randomUUID())
    const writeStream = new PassThrough()
    const promise = this.send(asset, writeStream)
    return Promise.resolve({
      writeStream,
      promise,
      url: this.linkTo(asset),
      fileKey: keyOfAsset(asset),
    })
  }

  override async delete(files: ProviderDeleteFileDTO | ProviderDeleteFileDTO[]): Promise<void> {
    await Promise.all(
      [files].flat().map(async ({ fileKey }) => {
        const { public_id, ...kind } = assetOfKey(fileKey)
        const options = { ...this.account, ...kind, invalidate: true, timeout: this.timeoutMs }
        // One that is not there answers "not found", which is as good.
        await within(this.timeoutMs, cloudinary.uploader.destroy(public_id, options))
      })
    )
  }

  override async getDownloadStream(file: ProviderGetFileDTO): Promise<Readable> {
    return Readable.from([await this.getAsBuffer(file)])
  }

  override async getAsBuffer({ fileKey }: ProviderGetFileDTO): Promise<Buffer> {
    const answer = await fetch(this.downloadLink(assetOfKey(fileKey)), {
      signal: AbortSignal.timeout(this.timeoutMs),
    })
    if (!answer.ok) {
      throw new Error(`Cloudinary answered ${answer.status} for a file`)
    }
    return Buffer.from(await answer.arrayBuffer())
  }

  override getPresignedDownloadUrl({ fileKey }: ProviderGetFileDTO): Promise<string> {
    return Promise.resolve(this.linkTo(assetOfKey(fileKey)))
  }

  /** Medusa's dashboard sends a file there by POST where the URL is no absolute one. */
  getPresignedUploadUrl(file: ProviderGetPresignedUploadUrlDTO): Promise<ProviderFileResultDTO> {
    return Promise.resolve({ url: "/admin/uploads", key: file.filename })
  }

  private async send(asset: Asset, bytes: Readable): Promise<ProviderFileResultDTO> {
    const url = await sendAsset(this.account, asset, bytes, this.timeoutMs)
    return { key: keyOfAsset(asset), url: asset.type === "upload" ? url : this.linkTo(asset) }
  }

  private linkTo(asset: Asset): string {
    if (asset.type === "private") {
      return this.downloadLink(asset)
    }
    const { public_id, ...kind } = asset
    return cloudinary.url(public_id, { ...this.account, ...kind, secure: true, analytics: false })
  }

  private downloadLink({ public_id, ...kind }: Asset): string {
    return cloudinary.utils.private_download_url(public_id, "", {
      ...this.account,
      ...kind,
      expires_at: Math.floor(Date.now() / 1000) + linkSeconds,
    })
  }
}
