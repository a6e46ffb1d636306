import { MAX_KEY_BYTES } from './interface.ts'

/** The disk, a quota or a limit on file sizes left no room for a write; nothing was written. */
export class DatabaseFullError extends Error {
  readonly code = 'DatabaseFull'

  constructor(path: string, cause: unknown) {
    super(`No room is left to write ${path}: free space on its disk, then start the node again.`, {
      cause,
    })
    this.name = 'DatabaseFullError'
  }
}

/** What is stored cannot be what the node wrote. */
export class DatabaseDamagedError extends Error {
  readonly code = 'DatabaseDamaged'

  /**
   * @param path the data directory, or where else the data lives
   * @param what what was found, as the middle of a sentence
   */
  constructor(path: string, what: string, cause?: unknown) {
    super(
      `The database in ${path} is damaged (${what}): restore a copy of it, or start afresh with ` +
        `"plexus purge --path ${path}".`,
      { cause },
    )
    this.name = 'DatabaseDamagedError'
  }
}

/** A key that is empty or longer than the database takes; nothing was written. */
export class KeyLengthError extends Error {
  readonly code = 'KeyLength'
  readonly lengthBytes: number

  constructor(table: string, lengthBytes: number) {
    super(
      `A key of ${lengthBytes} bytes cannot be stored in the table ${table}: ` +
        `use keys of 1 to ${MAX_KEY_BYTES} bytes.`,
    )
    this.name = 'KeyLengthError'
    this.lengthBytes = lengthBytes
  }
}

/** Why a data directory cannot be used. */
export type DataDirectoryReason = 'format' | 'specVersion' | 'genesisHash' | 'foreign' | 'locked'

/** The data directory belongs to something else, to another chain or to a running node. */
export class DataDirectoryError extends Error {
  readonly code = 'DataDirectory'
  readonly reason: DataDirectoryReason
  readonly path: string

  constructor(reason: DataDirectoryReason, path: string, sentence: string) {
    super(sentence)
    this.name = 'DataDirectoryError'
    this.reason = reason
    this.path = path
  }
}
