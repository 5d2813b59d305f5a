/**
 * How a workflow that changes what a seller sells through excludes others, itself included:
 * waits up to half a minute, and holds the seller for two at most. Seconds, as Medusa's
 * `acquireLockStep` takes them.
 */
export function sellerLock(sellerId: string) {
  return {
    key: `seller:${sellerId}`,
    timeout: 30,
    retryInterval: 0.1,
    ttl: 120,
    executeOnSubWorkflow: true,
  }
}
