import { alphaRao, netUid } from '@plexus/primitives'
import type { AccountId, NetUid } from '@plexus/primitives'
import { apiTable, callApi } from '../../../src/apis/call-api.ts'
import type { Context } from '../../../src/frame/context.ts'
import { u64ToSafeFloat } from '../../../src/pallets/subtensor/staking/safe-float.ts'
import { Owner, StakingHotkeys } from '../../../src/pallets/subtensor/storage/keys.ts'
import { NetworksAdded, SubnetworkN } from '../../../src/pallets/subtensor/storage/networks.ts'
import { IsNetworkMember, Keys, Uids } from '../../../src/pallets/subtensor/storage/neurons.ts'
import {
  AlphaV2,
  TotalHotkeyAlpha,
  TotalHotkeySharesV2,
} from '../../../src/pallets/subtensor/storage/stake.ts'
import { createStateView } from '../../helpers/state-view.ts'
import { runtime } from '../../executive/chain-kit.ts'
import type { Uid } from '@plexus/primitives'

const table = apiTable()

/** Bytes of the wire, put together by hand: SCALE without our codec. */
export type Part = string | Uint8Array | readonly number[]

export const hexOf = (...parts: readonly Part[]): string =>
  parts
    .map((part) => (typeof part === 'string' ? part : Buffer.from(part).toString('hex')))
    .join('')

/** A number of so many bytes, lowest first. */
export const le = (value: number | bigint, bytes: number): string =>
  Buffer.from(
    Array.from({ length: bytes }, (_, at) => Number((BigInt(value) >> BigInt(8 * at)) & 0xffn)),
  ).toString('hex')
export const u8 = (value: number): string => le(value, 1)
export const u16 = (value: number): string => le(value, 2)
export const u32 = (value: number): string => le(value, 4)
export const u64 = (value: number | bigint): string => le(value, 8)
export const u128 = (value: number | bigint): string => le(value, 16)
export const yes = '01'
export const no = '00'
/** `None`. */
export const none = '00'
export const some = (...parts: readonly Part[]): string => `01${hexOf(...parts)}`

/** A compact number. */
export function c(value: number | bigint): string {
  const n = BigInt(value)
  if (n < 1n << 6n) return le(n << 2n, 1)
  if (n < 1n << 14n) return le((n << 2n) | 1n, 2)
  if (n < 1n << 30n) return le((n << 2n) | 2n, 4)
  let bytes = 4
  while (n >= 1n << BigInt(8 * bytes)) bytes += 1
  return le(((bytes - 4) << 2) | 3, 1) + le(n, bytes)
}

/** A list of encoded items. */
export const list = (...items: readonly Part[]): string => c(items.length) + hexOf(...items)
/** `Vec<u8>`. */
export const text = (value: string): string => c(value.length) + hexOf(Buffer.from(value))
/** `Vec<Compact<u8>>`. */
export const compactText = (value: string): string => list(...[...Buffer.from(value)].map(c))

/** Calls a runtime API on the state of a context. @returns hex */
export function ask(ctx: Context, method: string, ...args: readonly Part[]): string {
  const view = createStateView()
  const bytes = Uint8Array.from(Buffer.from(hexOf(...args), 'hex'))
  return hexOf(callApi(table, method, { ctx, runtime, view }, bytes))
}

/** Makes a subnet with uids for these hotkeys; each is owned by the coldkey beside it. */
export function subnet(
  ctx: Context,
  id: number,
  neurons: readonly (readonly [hotkey: AccountId, coldkey: AccountId])[] = [],
): NetUid {
  const netuid = netUid(id)
  NetworksAdded.set(ctx, netuid, true)
  SubnetworkN.set(ctx, netuid, neurons.length)
  for (const [uid, [hotkey, coldkey]] of neurons.entries()) {
    Keys.set(ctx, netuid, uid as Uid, hotkey)
    Uids.set(ctx, netuid, hotkey, uid)
    IsNetworkMember.set(ctx, hotkey, netuid, true)
    Owner.set(ctx, hotkey, coldkey)
  }
  return netuid
}

/** Writes a pool by hand: who holds how many of its shares, each worth one. */
export function shares(
  ctx: Context,
  hotkey: AccountId,
  netuid: NetUid,
  holders: readonly (readonly [coldkey: AccountId, amount: bigint])[],
): void {
  const total = holders.reduce((sum, [, amount]) => sum + amount, 0n)
  TotalHotkeyAlpha.set(ctx, hotkey, netuid, alphaRao(total))
  TotalHotkeySharesV2.set(ctx, hotkey, netuid, u64ToSafeFloat(total))
  for (const [coldkey, amount] of holders) {
    AlphaV2.set(ctx, hotkey, coldkey, netuid, u64ToSafeFloat(amount))
    const known = StakingHotkeys.get(ctx, coldkey)
    if (!known.some((each) => hexOf(each) === hexOf(hotkey))) {
      StakingHotkeys.set(ctx, coldkey, [...known, hotkey])
    }
  }
}
