import { equalBytes } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import type { Transition } from '../../../frame/pallet.ts'
import { blockAuthor } from '../../aura/slot.ts'
import { Authorities } from '../../aura/storage.ts'
import { Account, Events } from '../../system/storage.ts'

/** What the events of a block say about the issuance of Balances. */
export interface BalanceEvents {
  /** Root decreed a balance or the issuance: nothing can be said. */
  readonly byRoot: boolean
  /** Rao that may have left the issuance of Balances and not that of the pallet. */
  readonly mayBeLost: bigint
  /** Whether TAO was recycled: a swap of keys was paid for, or a subnet left a rest. */
  readonly recycled: boolean
}

/** Reads what a block did to the issuance of Balances beside minting and recycling. */
export function balanceEvents({ before, after }: Transition): BalanceEvents {
  const feesAreKept = hasAuthor(before, after)
  let byRoot = false
  let mayBeLost = 0n
  let recycled = false
  for (const { event } of Events.get(after)) {
    switch (`${event.type}.${event.value.type}`) {
      case 'Balances.BalanceSet':
      case 'Balances.TotalIssuanceForced':
        byRoot = true
        break
      case 'SubtensorModule.ColdkeySwapAnnounced':
      case 'SubtensorModule.ColdkeySwapped':
      case 'SubtensorModule.HotkeySwapped':
      case 'SubtensorModule.HotkeySwappedOnSubnet':
      case 'SubtensorModule.NetworkRemoved':
        recycled = true
        break
      case 'Balances.DustLost':
      case 'Balances.Burned':
        mayBeLost += amountOf(event.value.value, 'amount')
        break
      case 'TransactionPayment.TransactionFeePaid':
        if (!feesAreKept) mayBeLost += amountOf(event.value.value, 'actual_fee')
        break
    }
  }
  return { byRoot, mayBeLost, recycled }
}

/** Whether an account took the fees of a block: they are lost without one. */
function hasAuthor(before: Context, after: Context): boolean {
  const author = blockAuthor(after)
  if (author === undefined) return false
  const [former, present] = [Authorities.get(before), Authorities.get(after)]
  const areSame =
    former.length === present.length &&
    former.every((key, at) => equalBytes(key, present[at] ?? new Uint8Array()))
  return areSame && Account.has(before, author) && Account.has(after, author)
}

function amountOf(fields: unknown, name: string): bigint {
  const amount: unknown =
    typeof fields === 'object' && fields !== null ? Reflect.get(fields, name) : undefined
  return typeof amount === 'bigint' ? amount : 0n
}
