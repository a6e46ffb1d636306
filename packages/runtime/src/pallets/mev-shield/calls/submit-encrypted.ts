import { AccountId32, encode, hash, tuple } from '@plexus/primitives'
import { call } from '../../../frame/call.ts'
import { ensureSigned } from '../../../frame/origin.ts'
import { events } from '../events.ts'
import { mevShield } from '../id.ts'
import { EncryptedCall } from '../storage.ts'
import { shieldWeights } from '../weights.ts'

const Submission = tuple(AccountId32, EncryptedCall)

/**
 * Brings an encrypted extrinsic into a block. Its author opens it and puts what is inside right
 * after this call; for the state it is bytes that somebody paid for.
 */
export const submitEncrypted = call(
  mevShield,
  { ciphertext: EncryptedCall },
  {
    index: 1,
    name: 'submit_encrypted',
    weight: shieldWeights.submitEncrypted,
    run(ctx, origin, { ciphertext }) {
      const who = ensureSigned(origin)
      const id = hash(ctx.host.blake2b256(encode(Submission, [who, ciphertext])))
      ctx.deposit(events, { type: 'EncryptedSubmitted', value: { id, who } })
    },
  },
)
