import { fixedBytes } from '@plexus/primitives'
import { call } from '../../../frame/call.ts'
import { ensure } from '../../../frame/error.ts'
import { ensureSigned } from '../../../frame/origin.ts'
import { hotkeyExists } from '../../subtensor/keys/ownership.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { engine } from '../id.ts'
import { bindKey, isProven } from '../keys.ts'
import { ConsensusKey, Jailed, KeyOwner } from '../storage.ts'
import { ConsensusKeyType } from '../types.ts'
import { engineWeights } from '../weights.ts'

/**
 * Gives the signing hotkey a consensus key, which makes it a candidate.
 *
 * The proof is the key's ed25519 signature of `plexus/consensus-key`, the hash of the genesis and
 * the hotkey.
 */
export const registerConsensusKey = call(
  engine,
  { key: ConsensusKeyType, proof: fixedBytes(64) },
  {
    index: 1,
    name: 'register_consensus_key',
    weight: engineWeights.registerConsensusKey,
    run(ctx, origin, { key, proof }) {
      const hotkey = ensureSigned(origin)
      ensure(hotkeyExists(ctx, hotkey), errors.HotkeyNotOwned)
      ensure(!Jailed.has(ctx, hotkey), errors.Jailed)
      ensure(!ConsensusKey.has(ctx, hotkey), errors.AlreadyRegistered)
      ensure(!KeyOwner.has(ctx, key), errors.KeyUsed)
      ensure(isProven(ctx, hotkey, key, proof), errors.BadProof)
      bindKey(ctx, hotkey, key)
      ctx.deposit(events, { type: 'KeyRegistered', value: { hotkey, key } })
    },
  },
)
