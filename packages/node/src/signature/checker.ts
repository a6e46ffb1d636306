import type { SignatureClaim } from '@plexus/runtime'
import { silent } from '../log.ts'
import type { Log } from '../log.ts'
import type { SignatureChecker, VerifySignature } from './interface.ts'
import { createResultCache, keyOfCheck } from './result-cache.ts'
import type { ResultCache } from './result-cache.ts'
import { startWorker } from './start-worker.ts'
import { WorkerPool } from './worker-pool.ts'
import type { CheckWorker } from './worker-pool.ts'

/** What a checker is made of. */
export interface SignatureCheckerOptions {
  /** Verifies on this thread. */
  readonly verify: VerifySignature
  /** Worker threads; 0 verifies everything on this thread. */
  readonly workers: number
  /** Results that are remembered; default 32,768. */
  readonly cacheSize?: number
  /** Checks that may wait for a worker; default 8,192. */
  readonly queueLimit?: number
  readonly startWorker?: () => CheckWorker
  readonly log?: Log
}

/** A checker whose workers start with the first check. */
export function createSignatureChecker(options: SignatureCheckerOptions): SignatureChecker {
  const cache = createResultCache(options.cacheSize ?? 32_768)
  const workers = options.workers > 0 ? createWorkerPool(options) : undefined
  const verifySignature = remembering(options.verify, cache)
  return {
    verifySignature,
    async check(check) {
      if (workers === undefined) return verifySignature(check)
      const key = keyOfCheck(check)
      const known = cache.get(key)
      if (known !== undefined) return known
      const good = await workers.check(check)
      cache.set(key, good)
      return good
    },
    close: () => workers?.close() ?? Promise.resolve(),
  }
}

function remembering(verify: VerifySignature, cache: ResultCache): VerifySignature {
  return (check: SignatureClaim) => {
    const key = keyOfCheck(check)
    const known = cache.get(key)
    if (known !== undefined) return known
    const good = verify(check)
    cache.set(key, good)
    return good
  }
}

function createWorkerPool(options: SignatureCheckerOptions): WorkerPool {
  return new WorkerPool({
    workers: options.workers,
    startWorker: options.startWorker ?? startWorker,
    verify: options.verify,
    queueLimit: options.queueLimit ?? 8_192,
    log: options.log ?? silent,
  })
}
