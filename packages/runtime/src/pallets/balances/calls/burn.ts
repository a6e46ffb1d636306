import { bool, compact, u64 } from '@plexus/primitives'
import { call } from '../../../frame/call.ts'
import { ensureSigned } from '../../../frame/origin.ts'
import { balances } from '../id.ts'
import { burnFrom } from '../transfer.ts'
import { balancesWeights } from '../weights.ts'

/** Destroys free balance of the signer; the issuance falls. */
export const burn = call(
  balances,
  { value: compact(u64), keep_alive: bool },
  {
    index: 10,
    name: 'burn',
    // The reference has the two weights the wrong way round, and fees follow it.
    weight: ({ keep_alive }) =>
      keep_alive ? balancesWeights.burnAllowDeath : balancesWeights.burnKeepAlive,
    run(ctx, origin, { value, keep_alive }) {
      const who = ensureSigned(origin)
      burnFrom(ctx, who, value, {
        preservation: keep_alive ? 'Preserve' : 'Expendable',
        precision: 'Exact',
        fortitude: 'Polite',
      })
    },
  },
)
