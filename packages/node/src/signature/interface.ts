import type { SignatureClaim } from '@plexus/runtime'

/** Verifies one signature; anything malformed is `false`. */
export type VerifySignature = (check: SignatureClaim) => boolean

/** Verifies signatures beside the main thread and remembers the results. */
export interface SignatureChecker {
  /**
   * Whether the signature is good. Results come in the order of the calls.
   * @throws SignatureQueueFullError, SignatureCheckerClosedError
   */
  check(check: SignatureClaim): Promise<boolean>
  /** The host function of the runtime: answers from what is remembered, else verifies here. */
  readonly verifySignature: VerifySignature
  close(): Promise<void>
}
