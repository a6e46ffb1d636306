import { blockNumber, netUid } from '@plexus/primitives'
import type { AccountId, NetUid } from '@plexus/primitives'
import type { RuntimeCall } from '../../../src/frame/call.ts'
import type { Context } from '../../../src/frame/context.ts'
import { signed } from '../../../src/frame/origin.ts'
import type { StorageItem } from '../../../src/frame/storage.ts'
import { adminUtilsPallet } from '../../../src/pallets/admin-utils/index.ts'
import { evmChainIdPallet } from '../../../src/pallets/evm-chain-id/index.ts'
import { subtensorPallet } from '../../../src/pallets/subtensor/index.ts'
import {
  NetworksAdded,
  SubnetOwner,
  SubnetworkN,
} from '../../../src/pallets/subtensor/storage/networks.ts'
import {
  AdminFreezeWindow,
  LastEpochBlock,
  Tempo,
} from '../../../src/pallets/subtensor/storage/schedule.ts'
import { BlockNumber } from '../../../src/pallets/system/storage.ts'
import { account, testContext } from '../../helpers/test-context.ts'

export const ROOT_NET = netUid(0)
export const NET = netUid(5)
export const NO_NET = netUid(9)
export const OWNER: AccountId = account(1)
export const STRANGER: AccountId = account(2)
export const asOwner = signed(OWNER)
export const asStranger = signed(STRANGER)
export const BLOCK = 1000

const TEMPO = 360

/** The root network and a subnet of ten neurons, both of the same owner, far from their epochs. */
export function world(): Context {
  const ctx = testContext()
  for (const netuid of [ROOT_NET, NET]) {
    NetworksAdded.set(ctx, netuid, true)
    SubnetOwner.set(ctx, netuid, OWNER)
    Tempo.set(ctx, netuid, TEMPO)
  }
  SubnetworkN.set(ctx, NET, 10)
  goTo(ctx, BLOCK)
  return ctx
}

/** Goes to a block in which the epochs have just been. */
export function goTo(ctx: Context, block: number): void {
  BlockNumber.set(ctx, blockNumber(block))
  for (const netuid of [ROOT_NET, NET]) LastEpochBlock.set(ctx, netuid, BigInt(block))
}

/** Moves the last epoch so far back that the next is five blocks away: the window is ten. */
export function freeze(ctx: Context, netuid: NetUid): void {
  const block = BigInt(BlockNumber.get(ctx))
  LastEpochBlock.set(ctx, netuid, block - BigInt(TEMPO) + 5n)
}

/** Opens the window of every subnet, there or not. */
export const unfreeze = (ctx: Context): void => AdminFreezeWindow.set(ctx, 0)

/** A call of the pallet by its name on the wire. */
export function admin(name: string, args: Readonly<Record<string, unknown>>): RuntimeCall {
  const call = adminUtilsPallet.calls?.find((each) => each.name === name)
  if (call === undefined) throw new Error(`there is no call ${name}`)
  return { call, args }
}

/** What an item reads as, by its name; `Pallet.Item` where it is not SubtensorModule's. */
export function stored(ctx: Context, item: string, ...keys: readonly unknown[]): unknown {
  const name = item.split('.').at(-1)
  const { storage = [] } = item.startsWith('EVMChainId.') ? evmChainIdPallet : subtensorPallet
  const found = storage.find((each) => each.name === name)
  if (found === undefined) throw new Error(`there is no item ${item}`)
  return (found as StorageItem<unknown[], unknown, unknown>).get(ctx, ...keys)
}

/** Events by their full names. */
export const named = (event: string): string =>
  event.includes('.') ? event : `SubtensorModule.${event}`
