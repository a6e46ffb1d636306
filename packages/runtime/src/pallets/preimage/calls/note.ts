import { bytes, H256 } from '@plexus/primitives'
import { call } from '../../../frame/call.ts'
import { ensureSignedOrRoot } from '../../../frame/origin.ts'
import { preimage } from '../id.ts'
import { note, unnote } from '../note.ts'
import { preimageWeights } from '../weights.ts'

/** Puts a preimage on chain: against a deposit, or free for Root and for requested ones. */
export const notePreimage = call(
  preimage,
  { bytes },
  {
    index: 0,
    name: 'note_preimage',
    weight: (args) => preimageWeights.notePreimage(BigInt(args.bytes.length)),
    run(ctx, origin, args) {
      const who = ensureSignedOrRoot(origin)
      const { requested } = note(ctx, args.bytes, who)
      return { paysFee: !requested }
    },
  },
)

/** Takes a preimage back (who noted it, or Root). */
export const unnotePreimage = call(
  preimage,
  { hash: H256 },
  {
    index: 1,
    name: 'unnote_preimage',
    weight: preimageWeights.unnotePreimage,
    run: (ctx, origin, { hash }) => unnote(ctx, hash, ensureSignedOrRoot(origin)),
  },
)
