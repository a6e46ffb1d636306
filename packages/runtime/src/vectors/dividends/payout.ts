import { alphaRao, uid } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import type { Host } from '../../frame/host.ts'
import { payOut } from '../../pallets/subtensor/coinbase/payout.ts'
import { RecycleOrBurn } from '../../pallets/subtensor/storage/emission.ts'
import {
  AutoStakeDestination,
  Delegates,
  OwnedHotkeys,
  Owner,
} from '../../pallets/subtensor/storage/keys.ts'
import { appendAccount } from '../../pallets/subtensor/keys/ownership.ts'
import { SubnetOwner, SubnetOwnerHotkey } from '../../pallets/subtensor/storage/networks.ts'
import { BlockAtRegistration, Uids } from '../../pallets/subtensor/storage/neurons.ts'
import type { Json } from '../difference.ts'
import { readU64, VectorFormatError } from '../field.ts'
import type { Field } from '../field.ts'
import type { CaseRunner } from '../schema.ts'
import { emptyWorld } from '../world.ts'
import { readAccount, readAmounts, readFixed, showAccount } from './accounts.ts'
import { readPayoutState, writePayoutState } from './payout-state.ts'
import { NETUID } from './world.ts'

const U16_MAX = 65_535

/** `{hotkeys, subnetOwner, …, ownerCut, incentives, alphaDividends, rootDividends, before, after}`. */
export const runPayout: CaseRunner = (field, host) => {
  const { ctx, autoStaked } = recordingWorld(host)
  for (const hotkey of field.at('hotkeys').list()) writeHotkey(ctx, hotkey)
  writeSubnet(ctx, field)
  writePayoutState(ctx, field.at('before'))
  const before = readPayoutState(ctx)
  payOut(ctx, NETUID, {
    ownerCut: alphaRao(readU64(field.at('ownerCut'))),
    incentives: readAmounts(field.at('incentives')),
    dividends: {
      alpha: readFixed(field.at('alphaDividends')),
      root: readFixed(field.at('rootDividends')),
    },
  })
  const names = ['before', 'after', 'autoStakeEvents']
  return {
    expected: Object.fromEntries(names.map((name) => [name, field.at(name).value])),
    computed: { before, after: readPayoutState(ctx), autoStakeEvents: autoStaked },
  }
}

/** A chain whose events of one kind are kept as they are. */
function recordingWorld(host: Host): { readonly ctx: Context; readonly autoStaked: Json[] } {
  const autoStaked: Json[] = []
  const ctx: Context = {
    ...emptyWorld(host),
    deposit(_events, { type, value }) {
      if (type !== 'AutoStakeAdded') return
      const { destination, hotkey, owner, incentive } = value as AutoStake
      const accounts = [destination, hotkey, owner].map(showAccount)
      autoStaked.push([...accounts, incentive.toString()])
    },
  }
  return { ctx, autoStaked }
}

interface AutoStake {
  readonly destination: ReturnType<typeof readAccount>
  readonly hotkey: ReturnType<typeof readAccount>
  readonly owner: ReturnType<typeof readAccount>
  readonly incentive: bigint
}

function writeHotkey(ctx: Context, field: Field): void {
  const hotkey = readAccount(field.at('id'))
  const owner = readAccount(field.at('owner'))
  Owner.set(ctx, hotkey, owner)
  appendAccount(ctx, OwnedHotkeys, owner, hotkey)
  const take = field.at('take')
  if (!take.isNone) Delegates.set(ctx, hotkey, take.count(U16_MAX))
  const seat = field.at('uid')
  if (seat.isNone) return
  const at = uid(seat.count(U16_MAX))
  Uids.set(ctx, NETUID, hotkey, at)
  BlockAtRegistration.set(ctx, NETUID, at, BigInt(field.at('blockAtRegistration').count()))
}

function writeSubnet(ctx: Context, field: Field): void {
  const owner = field.at('subnetOwner')
  if (!owner.isNone) SubnetOwner.set(ctx, NETUID, readAccount(owner))
  const hotkey = field.at('subnetOwnerHotkey')
  if (!hotkey.isNone) SubnetOwnerHotkey.set(ctx, NETUID, readAccount(hotkey))
  const rule = field.at('recycleOrBurn')
  if (!rule.isNone) RecycleOrBurn.set(ctx, NETUID, readRule(rule))
  for (const pair of field.at('autoStake').list()) {
    AutoStakeDestination.set(ctx, readAccount(pair.item(0)), NETUID, readAccount(pair.item(1)))
  }
}

function readRule(field: Field): 'Burn' | 'Recycle' {
  const rule = field.text()
  if (rule === 'burn') return 'Burn'
  if (rule === 'recycle') return 'Recycle'
  throw new VectorFormatError(`${field.path} is neither "burn" nor "recycle"`)
}
