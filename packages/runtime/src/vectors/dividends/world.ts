import { alphaRao, netUid } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import type { Host } from '../../frame/host.ts'
import { CKBurn, TaoWeight } from '../../pallets/subtensor/storage/emission.ts'
import {
  ChildKeys,
  ChildkeyTake,
  MinChildkeyTake,
  MinChildkeyTakePerSubnet,
  Owner,
  ParentKeys,
} from '../../pallets/subtensor/storage/keys.ts'
import { SubnetAlphaOut } from '../../pallets/subtensor/storage/pools.ts'
import { TotalHotkeyAlpha } from '../../pallets/subtensor/storage/stake.ts'
import { readU64 } from '../field.ts'
import type { Field } from '../field.ts'
import { emptyWorld } from '../world.ts'
import { readAccount } from './accounts.ts'

const U16_MAX = 65_535
const ROOT = netUid(0)

/** The subnet of all cases. */
export const NETUID = netUid(1)

/** A chain with the hotkeys of a recorded world, their stake and their relations. */
export function createWorld(host: Host, world: Field): Context {
  const ctx = emptyWorld(host)
  TaoWeight.set(ctx, readU64(world.at('taoWeight')))
  CKBurn.set(ctx, readU64(world.at('ckBurn')))
  MinChildkeyTake.set(ctx, world.at('minChildkeyTake').count(U16_MAX))
  MinChildkeyTakePerSubnet.set(ctx, NETUID, world.at('minChildkeyTakeSubnet').count(U16_MAX))
  SubnetAlphaOut.set(ctx, NETUID, alphaRao(readU64(world.at('alphaOut'))))
  for (const hotkey of world.at('hotkeys').list()) writeHotkey(ctx, hotkey)
  return ctx
}

function writeHotkey(ctx: Context, field: Field): void {
  const hotkey = readAccount(field.at('id'))
  Owner.set(ctx, hotkey, readAccount(field.at('owner')))
  TotalHotkeyAlpha.set(ctx, hotkey, NETUID, alphaRao(readU64(field.at('alpha'))))
  TotalHotkeyAlpha.set(ctx, hotkey, ROOT, alphaRao(readU64(field.at('root'))))
  ChildkeyTake.set(ctx, hotkey, NETUID, field.at('childkeyTake').count(U16_MAX))
  ChildKeys.set(ctx, hotkey, NETUID, readRelations(field.at('children')))
  ParentKeys.set(ctx, hotkey, NETUID, readRelations(field.at('parents')))
}

const readRelations = (field: Field): readonly (readonly [bigint, AccountId])[] =>
  field.list().map((pair) => [readU64(pair.item(0)), readAccount(pair.item(1))] as const)
