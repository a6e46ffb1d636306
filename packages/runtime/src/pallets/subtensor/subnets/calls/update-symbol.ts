import { bytes, NetUid } from '@plexus/primitives'
import { call } from '../../../../frame/call.ts'
import { ensure } from '../../../../frame/error.ts'
import { errors } from '../../errors.ts'
import { events } from '../../events.ts'
import { subtensor } from '../../id.ts'
import { TokenSymbol } from '../../storage/networks.ts'
import { ensureSubnetOwnerOrRoot } from '../owner.ts'
import { isSubnetSymbol, isSymbolUsed } from '../symbols.ts'
import { subnetWeights } from '../weights.ts'

/** Gives a subnet another symbol of the table that is free. */
export const updateSymbol = call(
  subtensor,
  { netuid: NetUid, symbol: bytes },
  {
    index: 112,
    name: 'update_symbol',
    weight: subnetWeights.updateSymbol,
    run(ctx, origin, { netuid, symbol }) {
      ensureSubnetOwnerOrRoot(ctx, origin, netuid)
      ensure(isSubnetSymbol(symbol), errors.SymbolDoesNotExist)
      ensure(!isSymbolUsed(ctx, symbol), errors.SymbolAlreadyInUse)
      TokenSymbol.set(ctx, netuid, symbol)
      ctx.deposit(events, { type: 'SymbolUpdated', value: { netuid, symbol } })
    },
  },
)
