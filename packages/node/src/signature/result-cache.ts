import { hash } from 'node:crypto'
import type { SignatureClaim } from '@plexus/runtime'

/** Results by signature; the least recently used give way. */
export interface ResultCache {
  get(key: string): boolean | undefined
  set(key: string, good: boolean): void
}

export function createResultCache(capacity: number): ResultCache {
  const results = new Map<string, boolean>()
  return {
    get(key) {
      const good = results.get(key)
      if (good === undefined) return undefined
      results.delete(key)
      results.set(key, good)
      return good
    },
    set(key, good) {
      results.delete(key)
      results.set(key, good)
      if (results.size <= capacity) return
      const oldest = results.keys().next()
      if (oldest.done !== true) results.delete(oldest.value)
    },
  }
}

/**
 * Identifies a check by its content. The lengths are hashed as well: bytes must not be able to
 * move from the signature into the message.
 */
export function keyOfCheck(check: SignatureClaim): string {
  const { kind, signer, signature, message } = check
  const lengths = Buffer.from(`${kind} ${signer.length} ${signature.length} `)
  return hash('sha256', Buffer.concat([lengths, signer, signature, message]), 'base64')
}
