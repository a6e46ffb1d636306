import { bool, compact, MultiAddress, u64 } from '@plexus/primitives'
import { call } from '../../../frame/call.ts'
import { lookup } from '../../../frame/lookup.ts'
import { ensureRoot, ensureSigned } from '../../../frame/origin.ts'
import { balances } from '../id.ts'
import { reducibleBalance } from '../inspect.ts'
import { transfer } from '../transfer.ts'
import { balancesWeights } from '../weights.ts'

const amount = compact(u64)

/** Moves free balance; the sender's account may end. */
export const transferAllowDeath = call(
  balances,
  { dest: MultiAddress, value: amount },
  {
    index: 0,
    name: 'transfer_allow_death',
    weight: balancesWeights.transferAllowDeath,
    run(ctx, origin, { dest, value }) {
      const from = ensureSigned(origin)
      transfer(ctx, from, lookup(dest), value, 'Expendable')
    },
  },
)

/** As `transferAllowDeath` from any account; Root only. */
export const forceTransfer = call(
  balances,
  { source: MultiAddress, dest: MultiAddress, value: amount },
  {
    index: 2,
    name: 'force_transfer',
    weight: balancesWeights.forceTransfer,
    run(ctx, origin, { source, dest, value }) {
      ensureRoot(origin)
      const from = lookup(source)
      transfer(ctx, from, lookup(dest), value, 'Expendable')
    },
  },
)

/** Moves free balance; fails where the sender's account would end. */
export const transferKeepAlive = call(
  balances,
  { dest: MultiAddress, value: amount },
  {
    index: 3,
    name: 'transfer_keep_alive',
    weight: balancesWeights.transferKeepAlive,
    run(ctx, origin, { dest, value }) {
      const from = ensureSigned(origin)
      transfer(ctx, from, lookup(dest), value, 'Preserve')
    },
  },
)

/** Moves all that may go. */
export const transferAll = call(
  balances,
  { dest: MultiAddress, keep_alive: bool },
  {
    index: 4,
    name: 'transfer_all',
    weight: balancesWeights.transferAll,
    run(ctx, origin, { dest, keep_alive }) {
      const from = ensureSigned(origin)
      const preservation = keep_alive ? 'Preserve' : 'Expendable'
      const value = reducibleBalance(ctx, from, preservation, 'Polite')
      transfer(ctx, from, lookup(dest), value, preservation)
    },
  },
)
