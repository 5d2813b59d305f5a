import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { dirname } from "node:path"
import { z } from "zod"
import { processIdentitySchema } from "./process-identity"

/** What is remembered of a server between starts: its port and, while it runs, which process it is and whose. */
const serverRecordSchema = z.object({
  port: z.number().int().positive(),
  origin: z.string(),
  server: processIdentitySchema.optional(),
  owner: processIdentitySchema.optional(),
})
export type ServerRecord = z.infer<typeof serverRecordSchema>

/** The record in this file, or undefined when there is none that can be read. */
export const readRecord = (file: string): ServerRecord | undefined => {
  try {
    return serverRecordSchema.parse(JSON.parse(readFileSync(file, "utf8")))
  } catch {
    return undefined
  }
}

export const writeRecord = (file: string, record: ServerRecord): void => {
  mkdirSync(dirname(file), { recursive: true })
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, JSON.stringify(record, null, 2))
  renameSync(draft, file)
}
