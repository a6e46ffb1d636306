/** One line of the replay table: the newest nonce of a hotkey and one of its uuids. */
export interface ReplayEntry {
  /** `<hotkey>:<uuid>`; empty for the nonce below which nobody new is let in. */
  readonly key: string
  /** Nanoseconds. */
  readonly nonce: bigint
}

/** Keeps what an axon must remember over a restart. */
export interface ReplayStore {
  /** Everything written so far, oldest first. */
  load(): readonly ReplayEntry[]
  /** Must outlive a kill of the process when it returns. */
  append(entry: ReplayEntry): void
  /** Puts these entries in the place of all others. */
  replace(entries: Iterable<ReplayEntry>): void
  close(): void
}
