import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs"
import { join } from "node:path"
import type { UserIds } from "../shared/child"
import { ServiceError } from "../shared/service-error"
import { sharedFolder } from "./shared-folder"
import { canWriteIn, unprivilegedUser } from "./unprivileged-user"

/** Where this Postgres keeps its cluster and password, and the user it runs as when that is not ourselves. */
export interface PostgresHome {
  folder: string
  user: UserIds | undefined
}

const ownHome = (folder: string): PostgresHome => {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch {
    const owner = statSync(folder, { throwIfNoEntry: false })?.uid
    throw new ServiceError(
      "Postgres",
      `its folder ${folder} cannot be written${owner === undefined ? "" : `; it belongs to user ${owner}`}.`,
      "run as that user, give the folder to yourself with chown -R, or remove it to begin anew"
    )
  }
  return { folder, user: undefined }
}

const give = (folder: string, user: UserIds): void => {
  mkdirSync(folder, { recursive: true })
  chownSync(folder, user.uid, user.gid)
  chmodSync(folder, 0o700)
}

/** The user that a cluster made earlier belongs to, be it a person's own account. */
const ownerOf = (folder: string): UserIds | undefined => {
  const stats = statSync(folder, { throwIfNoEntry: false })
  return stats === undefined || stats.uid === 0 ? undefined : { uid: stats.uid, gid: stats.gid }
}

const openTo = (dataDir: string): void => {
  const { mode } = statSync(dataDir)
  if ((mode & 0o011) !== 0o011) {
    chmodSync(dataDir, (mode & 0o7777) | 0o011)
  }
}

/**
 * Root's case. The folder is <dataDir>/postgres when the unprivileged user can get there; for that
 * the data folder itself, though none above it, is opened for passing through. Else it is a folder
 * outside, and <dataDir>/postgres-location.txt says where.
 */
const rootsHome = (dataDir: string, folder: string): PostgresHome => {
  const note = join(dataDir, "postgres-location.txt")
  const place = existsSync(note) ? (readFileSync(note, "utf8").split("\n")[0] ?? folder) : folder
  const user = ownerOf(join(place, "data")) ?? unprivilegedUser()
  give(place, user)
  if (canWriteIn(place, user)) {
    return { folder: place, user }
  }
  openTo(dataDir)
  if (canWriteIn(place, user)) {
    return { folder: place, user }
  }
  if (existsSync(join(place, "data"))) {
    throw new ServiceError(
      "Postgres",
      `user ${user.uid} can no longer enter ${place}, where its data are.`,
      "give that folder and those above it execute permission (chmod o+x)"
    )
  }
  rmSync(place, { recursive: true })
  return elsewhere(dataDir, note, user)
}

const elsewhere = (dataDir: string, note: string, user: UserIds): PostgresHome => {
  const folder = mkdtempSync(join(sharedFolder(), "postgres-"))
  give(folder, user)
  writeFileSync(join(folder, "belongs-to.txt"), `${dataDir}\n`)
  writeFileSync(
    note,
    `${folder}\nPostgres's files are there, since user ${user.uid}, as whom it runs, cannot enter this folder.\n`
  )
  return { folder, user }
}

export const postgresHome = (dataDir: string): PostgresHome => {
  const folder = join(dataDir, "postgres")
  return process.getuid?.() === 0 ? rootsHome(dataDir, folder) : ownHome(folder)
}
