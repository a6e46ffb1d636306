/** Bounds of a read. */
export interface ReadOptions {
  /** Hash of the block whose state is read. Default: the head. */
  readonly at?: string
  readonly signal?: AbortSignal
  readonly timeoutMs?: number
}
