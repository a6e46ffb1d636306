import { MultiAddress } from '@plexus/primitives'
import { call } from '../../../frame/call.ts'
import { lookup } from '../../../frame/lookup.ts'
import { ensureSudo } from '../ensure-sudo.ts'
import { events } from '../events.ts'
import { sudo } from '../id.ts'
import { Key } from '../storage.ts'
import { sudoWeights } from '../weights.ts'

/** Hands the sudo key to another account. Free. */
export const setKey = call(
  sudo,
  { new: MultiAddress },
  {
    index: 2,
    name: 'set_key',
    weight: sudoWeights.setKey,
    run(ctx, origin, args) {
      ensureSudo(ctx, origin)
      const next = lookup(args.new)
      ctx.deposit(events, { type: 'KeyChanged', value: { old: Key.get(ctx), new: next } })
      Key.set(ctx, next)
      return { paysFee: false }
    },
  },
)

/** Gives up the sudo key for good. Free. */
export const removeKey = call(
  sudo,
  {},
  {
    index: 4,
    name: 'remove_key',
    weight: sudoWeights.removeKey,
    run(ctx, origin) {
      ensureSudo(ctx, origin)
      ctx.deposit(events, { type: 'KeyRemoved' })
      Key.remove(ctx)
      return { paysFee: false }
    },
  },
)
