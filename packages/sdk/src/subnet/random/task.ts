import { bytesToHex } from '@plexus/primitives'
import type { Task } from '../subnet.ts'
import { digest, u16, u32, u64 } from './digest.ts'

/** Where a task belongs. */
export interface TaskOrigin {
  readonly netuid: number
  readonly window: number
  /** Number of the challenge within the window, from 0. */
  readonly index: number
  /** Who has to solve it; absent for a challenge that all miners of the window share. */
  readonly uid?: number
  /** Randomness of the window, 32 bytes: {@link seedBlock}. */
  readonly windowSeed: Uint8Array
  /** Secret of the validator for the window, 32 bytes: {@link windowSalt}. */
  readonly salt: Uint8Array
}

/**
 * The task of an origin. Its seed is SHA-256("task" ‖ netuid u16 ‖ window u64 ‖ seed of the window ‖
 * salt ‖ uid u16 ‖ index u32), all little-endian (spec: 85-subnets §0.2); its id is a digest of the
 * seed, so that it may be shown to miners.
 */
export function createTask(origin: TaskOrigin): Task {
  const { netuid, window, index, uid, windowSeed, salt } = origin
  const seed = digest(
    'task',
    u16(netuid),
    u64(window),
    windowSeed,
    salt,
    ...(uid === undefined ? [] : [u16(uid)]),
    u32(index),
  )
  return { id: bytesToHex(digest('task id', seed).subarray(0, 16)).slice(2), window, index, seed }
}
