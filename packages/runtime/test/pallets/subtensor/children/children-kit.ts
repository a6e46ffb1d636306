import { netUid } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import type { Context } from '../../../../src/frame/context.ts'
import type { Edge } from '../../../../src/pallets/subtensor/children/relations.ts'
import { ChildKeys, Owner, ParentKeys } from '../../../../src/pallets/subtensor/storage/keys.ts'
import { NetworksAdded } from '../../../../src/pallets/subtensor/storage/networks.ts'
import { SubtokenEnabled } from '../../../../src/pallets/subtensor/storage/pools.ts'
import { BlockNumber } from '../../../../src/pallets/system/storage.ts'
import { account, testContext } from '../../../helpers/test-context.ts'

export const COLDKEY = account(1)
export const STRANGER = account(2)
export const HOTKEY = account(10)
export const NETUID = netUid(1)
export const ALL = 2n ** 64n - 1n

/** A started subnet at block 1000; `COLDKEY` owns `HOTKEY`. */
export function childrenContext(options: { readonly started?: boolean } = {}): Context {
  const ctx = testContext()
  BlockNumber.set(ctx, 1000)
  NetworksAdded.set(ctx, NETUID, true)
  SubtokenEnabled.set(ctx, NETUID, options.started ?? true)
  Owner.set(ctx, HOTKEY, COLDKEY)
  return ctx
}

/** Proportions with the bytes of accounts. */
export const edges = (...pairs: readonly (readonly [bigint, number])[]): readonly Edge[] =>
  pairs.map(([proportion, byte]) => [proportion, account(byte)])

export const childrenOf = (ctx: Context, hotkey: AccountId): readonly Edge[] =>
  ChildKeys.get(ctx, hotkey, NETUID)
export const parentsOf = (ctx: Context, hotkey: AccountId): readonly Edge[] =>
  ParentKeys.get(ctx, hotkey, NETUID)
