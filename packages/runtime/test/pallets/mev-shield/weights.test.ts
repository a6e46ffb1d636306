import { expect, test } from 'vitest'
import { dispatchInfo } from '../../../src/frame/call.ts'
import type { RuntimeCall } from '../../../src/frame/call.ts'
import { runtimeConfig } from '../../../src/frame/config.ts'
import { announceNextKey } from '../../../src/pallets/mev-shield/calls/announce-next-key.ts'
import {
  setMaxExtrinsicWeight,
  setMaxPendingExtrinsicsNumber,
  setOnInitializeWeight,
  setStoredExtrinsicLifetime,
} from '../../../src/pallets/mev-shield/calls/settings.ts'
import { storeEncrypted } from '../../../src/pallets/mev-shield/calls/store-encrypted.ts'
import { submitEncrypted } from '../../../src/pallets/mev-shield/calls/submit-encrypted.ts'

const READ = 25_000_000n
const WRITE = 100_000_000n
const bytes = new Uint8Array(100)

/** Times of the reference's benchmarks with their accesses (`pallets/shield/src/weights.rs`). */
const rows: readonly (readonly [RuntimeCall, bigint, bigint])[] = [
  [announceNextKey.with({ enc_key: bytes }), 33_661_000n + 4n * READ + 6n * WRITE, 5555n],
  [submitEncrypted.with({ ciphertext: bytes }), 207_223_000n, 0n],
  [storeEncrypted.with({ encrypted_call: bytes }), 20_000_000_000n, 0n],
  [setMaxPendingExtrinsicsNumber.with({ value: 1 }), 4_206_000n + WRITE, 0n],
  [setOnInitializeWeight.with({ value: 1n }), 4_327_000n + WRITE, 0n],
  [setStoredExtrinsicLifetime.with({ value: 1 }), 4_116_000n + WRITE, 0n],
  [setMaxExtrinsicWeight.with({ value: 1n }), 4_227_000n + WRITE, 0n],
]

test.each(rows.map((row) => [row[0].call.name, row] as const))(
  '%s has the weight of the reference, is normal and pays',
  (_name, [call, ref_time, proof_size]) => {
    expect(dispatchInfo(call, runtimeConfig('fast'))).toEqual({
      weight: { ref_time, proof_size },
      class: 'Normal',
      paysFee: true,
    })
  },
)
