/** A key is another's; worded as Medusa's own lock providers do. */
export class LockHeldError extends Error {
  constructor(key: string) {
    super(`Failed to acquire lock for key "${key}"`)
    this.name = "LockHeldError"
  }
}
