import { fixedBytes, H160, NetUid, u64 } from '@plexus/primitives'
import { closedCall } from '../../../../frame/call.ts'
import { subtensor } from '../../id.ts'
import { keyWeights } from '../weights.ts'

/** Ties an Ethereum key, which signs for it, to the uid of a hotkey. */
export const associateEvmKey = closedCall(
  subtensor,
  { netuid: NetUid, evm_key: H160, block_number: u64, signature: fixedBytes(65) },
  { index: 93, name: 'associate_evm_key', weight: keyWeights.associateEvmKey, pays: false },
)
