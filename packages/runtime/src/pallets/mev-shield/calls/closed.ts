import { option, u32, u64 } from '@plexus/primitives'
import { closedCall } from '../../../frame/call.ts'
import { weight } from '../../../frame/weight.ts'
import { mevShield } from '../id.ts'
import { EncryptedCall, EncryptionKey } from '../storage.ts'

// Encrypted calls are closed: nobody here holds a key to open them with.

export const announceNextKey = closedCall(
  mevShield,
  { enc_key: option(EncryptionKey) },
  {
    index: 0,
    name: 'announce_next_key',
    weight: weight(33_661_000n, { reads: 4n, writes: 6n, proofSize: 5555n }),
  },
)

export const submitEncrypted = closedCall(
  mevShield,
  { ciphertext: EncryptedCall },
  { index: 1, name: 'submit_encrypted', weight: weight(207_223_000n) },
)

export const storeEncrypted = closedCall(
  mevShield,
  { encrypted_call: EncryptedCall },
  { index: 2, name: 'store_encrypted', weight: weight(20_000_000_000n) },
)

export const setMaxPendingExtrinsicsNumber = closedCall(
  mevShield,
  { value: u32 },
  {
    index: 3,
    name: 'set_max_pending_extrinsics_number',
    weight: weight(4_206_000n, { writes: 1n }),
  },
)

export const setOnInitializeWeight = closedCall(
  mevShield,
  { value: u64 },
  { index: 4, name: 'set_on_initialize_weight', weight: weight(4_327_000n, { writes: 1n }) },
)

export const setStoredExtrinsicLifetime = closedCall(
  mevShield,
  { value: u32 },
  {
    index: 5,
    name: 'set_stored_extrinsic_lifetime',
    weight: weight(4_116_000n, { writes: 1n }),
  },
)

export const setMaxExtrinsicWeight = closedCall(
  mevShield,
  { value: u64 },
  { index: 6, name: 'set_max_extrinsic_weight', weight: weight(4_227_000n, { writes: 1n }) },
)
