import { bytes, hash } from '@plexus/primitives'
import { call } from '../../../frame/call.ts'
import { ensureSigned } from '../../../frame/origin.ts'
import { events } from '../events.ts'
import { system } from '../id.ts'
import { systemWeights } from '../weights.ts'

/** Puts some bytes on chain without any effect; any origin may. */
export const remark = call(
  system,
  { remark: bytes },
  {
    index: 0,
    name: 'remark',
    weight: (args) => systemWeights.remark(BigInt(args.remark.length)),
    run: () => undefined,
  },
)

/** Puts some bytes on chain and announces their hash. */
export const remarkWithEvent = call(
  system,
  { remark: bytes },
  {
    index: 7,
    name: 'remark_with_event',
    weight: (args) => systemWeights.remarkWithEvent(BigInt(args.remark.length)),
    run(ctx, origin, args) {
      const sender = ensureSigned(origin)
      const digest = hash(ctx.host.blake2b256(args.remark))
      ctx.deposit(events, { type: 'Remarked', value: { sender, hash: digest } })
    },
  },
)
