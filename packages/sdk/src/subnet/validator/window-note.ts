import { concatBytes } from '@plexus/primitives'
import { u32 } from '../random/digest.ts'

/** What a validator puts on chain at the beginning of a window; 101 bytes. */
export interface WindowNote {
  readonly window: number
  /** Of the salt of the next window, 32 bytes. */
  readonly nextSaltCommitment: Uint8Array
  /** The salt of two windows ago, 32 bytes; zeros for a window before the first. */
  readonly revealedSalt: Uint8Array
  /** Of the last window that was scored, 32 bytes; zeros before the first. */
  readonly evidenceRoot: Uint8Array
}

/** Version 1 ‖ window u32 ‖ commitment ‖ salt ‖ root. */
export const encodeWindowNote = (note: WindowNote): Uint8Array =>
  concatBytes(
    Uint8Array.of(VERSION),
    u32(note.window),
    note.nextSaltCommitment,
    note.revealedSalt,
    note.evidenceRoot,
  )

/** Undefined: these bytes are something else. */
export function decodeWindowNote(bytes: Uint8Array): WindowNote | undefined {
  if (bytes.length !== NOTE_BYTES || bytes[0] !== VERSION) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  return {
    window: view.getUint32(1, true),
    nextSaltCommitment: bytes.slice(5, 37),
    revealedSalt: bytes.slice(37, 69),
    evidenceRoot: bytes.slice(69, 101),
  }
}

const VERSION = 1
const NOTE_BYTES = 101
