import type { SignatureClaim } from '@plexus/runtime'

/** Signatures to verify, at most one batch at a time. */
export interface BatchRequest {
  readonly checks: readonly SignatureClaim[]
}

/** Says that the worker is up, or answers the batch. */
export interface BatchReply {
  readonly ready?: true
  readonly results?: readonly boolean[]
}
