import { boundedVec, fixedBytes, newtype, u64 } from '@plexus/primitives'
import { storageValue } from '../../frame/storage.ts'
import { aura } from './id.ts'

/** `sp_consensus_aura::sr25519::app_sr25519::Public`. */
export const AuthorityId = newtype(fixedBytes(32), [
  'sp_consensus_aura',
  'sr25519',
  'app_sr25519',
  'Public',
])

/** `sp_consensus_slots::Slot`: time divided by the slot duration. */
export const Slot = newtype(u64, ['sp_consensus_slots', 'Slot'])

/** Most block authors. */
export const MAX_AUTHORITIES = 32

/** Who makes blocks, in turn by slot. */
export const Authorities = storageValue(
  aura,
  'Authorities',
  boundedVec(AuthorityId, MAX_AUTHORITIES),
  () => [],
)
export const CurrentSlot = storageValue(aura, 'CurrentSlot', Slot, () => 0n)
