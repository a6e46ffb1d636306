import { AccountId32, bytesToHex, struct, u128, u32, u64 } from '@plexus/primitives'
import type { KeyPair, ValueOf } from '@plexus/primitives'
import { callOf } from '@plexus/runtime'
import type { RuntimeCall } from '@plexus/runtime'
import { RAO_PER_TAO } from '../economy/move.ts'
import type { ModelWorld, SureMove } from './sure-move.ts'

const AccountInfo = struct({
  nonce: u32,
  consumers: u32,
  providers: u32,
  sufficients: u32,
  data: struct({ free: u64, reserved: u64, frozen: u64, flags: u128 }),
})

/** What an account has. */
export type AccountInfo = ValueOf<typeof AccountInfo>

/** What an account must have before a paid move, so that fees and deposits are no question. */
export const COMFORTABLE_RAO = 3n * RAO_PER_TAO

/** The record of an account, where it has one. */
export const accountOf = ({ storage }: ModelWorld, account: Uint8Array): AccountInfo | undefined =>
  storage.get(AccountInfo, 'System.Account', storage.blake2(account))

/** What an account may spend, in rao, beside what its moves of a block cost. */
export function spendable(world: ModelWorld, account: Uint8Array): bigint {
  const data = accountOf(world, account)?.data
  if (data === undefined || data.frozen > 0n) return 0n
  const { free } = data
  return free > COMFORTABLE_RAO ? free - COMFORTABLE_RAO : 0n
}

/** Whether the chain is in safe mode. */
export const inSafeMode = ({ storage }: ModelWorld): boolean => storage.has('SafeMode.EnteredUntil')

/** Whether an account is at liberty: no swap of its coldkey is announced, no safe mode. */
export const isFree = (world: ModelWorld, account: Uint8Array): boolean =>
  !inSafeMode(world) && !hasSwap(world, account)

/** Whether an account can make a move that costs something. */
export const canPay = (world: ModelWorld, { account }: KeyPair): boolean =>
  isFree(world, account) && spendable(world, account) > 0n

/** A coldkey that can pay, drawn at random. */
export function payer(world: ModelWorld): KeyPair | undefined {
  const { coldkey } = world.random.pick(world.cast)
  return canPay(world, coldkey) ? coldkey : undefined
}

/** Who holds the sudo key, where it is one of the cast who can use it. */
export function sudoHolder(world: ModelWorld): KeyPair | undefined {
  const key = world.storage.get(AccountId32, 'Sudo.Key')
  const name = key && bytesToHex(key)
  const holder = world.cast.find(({ coldkey }) => bytesToHex(coldkey.account) === name)?.coldkey
  const isAble =
    holder !== undefined && !hasSwap(world, holder.account) && spendable(world, holder.account) > 0n
  return isAble ? holder : undefined
}

/** A move of Root, where the sudo key is at hand. */
export const byRoot = (
  world: ModelWorld,
  call: RuntimeCall,
  claims: Pick<SureMove, 'alone' | 'shared'> = {},
): SureMove | undefined =>
  sudoHolder(world) === undefined ? undefined : { by: 'Root', call, ...claims }

/** The account as an address. */
export const id = (value: Uint8Array): { readonly type: 'Id'; readonly value: Uint8Array } => ({
  type: 'Id',
  value,
})

/** A call that succeeds whoever makes it. */
export function harmlessCall({ random }: ModelWorld): RuntimeCall {
  const remark = random.bytes(1 + random.below(40))
  return callOf('System', random.oneIn(2) ? 'remark' : 'remark_with_event', { remark })
}

/** Whether an encoded call is one of those: `System.remark` or `System.remark_with_event`. */
export const isRemark = ([pallet, call]: Uint8Array): boolean =>
  pallet === 0 && (call === 0 || call === 7)

function hasSwap({ storage }: ModelWorld, account: Uint8Array): boolean {
  return storage.has('SubtensorModule.ColdkeySwapAnnouncements', storage.twox64(account))
}
