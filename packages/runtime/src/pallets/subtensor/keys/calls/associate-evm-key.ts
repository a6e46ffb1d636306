import { equalBytes, fixedBytes, H160, NetUid, u64 } from '@plexus/primitives'
import { call } from '../../../../frame/call.ts'
import { ensure, fail } from '../../../../frame/error.ts'
import { ensureSigned } from '../../../../frame/origin.ts'
import { currentBlock } from '../../block.ts'
import { errors } from '../../errors.ts'
import { events } from '../../events.ts'
import { subtensor } from '../../id.ts'
import { uidOf } from '../../registration/neurons.ts'
import { Owner } from '../../storage/keys.ts'
import { AssociatedEvmAddress } from '../../storage/neurons.ts'
import { ZERO_ACCOUNT } from '../../types.ts'
import { evmSigner, mayAssociateEvmKey } from '../evm-key.ts'
import { keyWeights } from '../weights.ts'

/** Ties an Ethereum key, which signs for it, to the uid of the signer, a hotkey. Free. */
export const associateEvmKey = call(
  subtensor,
  { netuid: NetUid, evm_key: H160, block_number: u64, signature: fixedBytes(65) },
  {
    index: 93,
    name: 'associate_evm_key',
    weight: keyWeights.associateEvmKey,
    pays: false,
    run(ctx, origin, { netuid, evm_key, block_number: blockNumber, signature }) {
      const hotkey = ensureSigned(origin)
      const isOwned = !equalBytes(Owner.get(ctx, hotkey), ZERO_ACCOUNT)
      ensure(isOwned, errors.NonAssociatedColdKey)
      const uid = uidOf(ctx, netuid, hotkey) ?? fail(errors.HotKeyNotRegisteredInSubNet)
      ensure(mayAssociateEvmKey(ctx, netuid, uid), errors.EvmKeyAssociateRateLimitExceeded)
      const signer = evmSigner(ctx, { hotkey, blockNumber, signature })
      ensure(signer !== undefined, errors.InvalidIdentity)
      ensure(equalBytes(signer, evm_key), errors.InvalidRecoveredPublicKey)
      const block = currentBlock(ctx)
      AssociatedEvmAddress.set(ctx, netuid, uid, [evm_key, block])
      const value = { netuid, hotkey, evm_key, block_associated: block }
      ctx.deposit(events, { type: 'EvmKeyAssociated', value })
    },
  },
)
