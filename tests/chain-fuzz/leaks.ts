import { concatBytes } from '@plexus/primitives'
import { callName } from '@plexus/testing'
import { itemKey } from './play.ts'
import type { PlayedMove, Tamper } from './play.ts'
import { callOfMove } from './script.ts'
import { didSucceed } from './tally.ts'
import type { Tools } from './tools.ts'

/** One rao in the wrong place, as a forgotten fee or a wrong rounding leaves it. */
export interface Leak {
  readonly name: string
  /** The call whose code is at fault; absent: what runs in every block. */
  readonly call?: string
  /** Pallet and item of the value that is written wrong. */
  readonly item: readonly [pallet: string, item: string]
  /** Where in the value the number of eight bytes stands; below 0 from its end. */
  readonly at: number
  /** What is added to it. */
  readonly by: bigint
  /** What is added to another number of the same value. */
  readonly also?: { readonly at: number; readonly by: bigint }
}

/** Blocks within which every leak must be found. */
export const LEAK_BLOCKS = 300
const FREE = 16
const RESERVED = 24

/** Ten places and two more. */
export const LEAKS: readonly Leak[] = [
  {
    name: 'a transfer takes a rao too much',
    call: 'Balances.transfer_keep_alive',
    item: ['System', 'Account'],
    at: FREE,
    by: -1n,
  },
  {
    name: 'a burn leaves a rao in the issuance of Balances',
    call: 'Balances.burn',
    item: ['Balances', 'TotalIssuance'],
    at: 0,
    by: 1n,
  },
  {
    name: 'a registration leaves a rao in the issuance of the pallet',
    call: 'SubtensorModule.burned_register',
    item: ['SubtensorModule', 'TotalIssuance'],
    at: 0,
    by: 1n,
  },
  {
    name: 'a purchase counts a rao too much into the pool',
    call: 'SubtensorModule.add_stake',
    item: ['SubtensorModule', 'SubnetTAO'],
    at: 0,
    by: 1n,
  },
  {
    name: 'a sale puts an alpha rao too much into the pool',
    call: 'SubtensorModule.remove_stake',
    item: ['SubtensorModule', 'SubnetAlphaIn'],
    at: 0,
    by: 1n,
  },
  {
    name: 'a purchase with a limit forgets an alpha rao that is out',
    call: 'SubtensorModule.add_stake_limit',
    item: ['SubtensorModule', 'SubnetAlphaOut'],
    at: 0,
    by: -1n,
  },
  {
    name: 'a move of stake makes an alpha rao',
    call: 'SubtensorModule.move_stake',
    item: ['SubtensorModule', 'TotalHotkeyAlpha'],
    at: 0,
    by: 1n,
  },
  {
    name: 'emission sets an alpha rao too much aside for validators',
    item: ['SubtensorModule', 'PendingValidatorEmission'],
    at: 0,
    by: 1n,
  },
  {
    name: 'a preimage holds a rao too little',
    call: 'Preimage.note_preimage',
    item: ['System', 'Account'],
    at: RESERVED,
    by: -1n,
    also: { at: FREE, by: 1n },
  },
  {
    name: 'a proxy is noted with a rao too little',
    call: 'Proxy.add_proxy',
    item: ['Proxy', 'Proxies'],
    at: -8,
    by: -1n,
  },
  {
    name: 'a multisig is noted with a rao too much',
    call: 'Multisig.as_multi',
    item: ['Multisig', 'Multisigs'],
    at: 8,
    by: 1n,
  },
  {
    name: 'emission sets an alpha rao too much aside for root',
    item: ['SubtensorModule', 'PendingRootAlphaDivs'],
    at: 0,
    by: 1n,
  },
]

/** The leak, in each block that its code runs in. */
export function tamperOf({ hasher }: Tools, leak: Leak): Tamper {
  const prefix = itemKey(hasher, ...leak.item)
  return ({ before, changes, moves }) => {
    if (leak.call !== undefined && !moves.some((move) => isOf(move, leak.call))) return changes
    for (const [key, bytes] of changes) {
      if (bytes === undefined || !key.startsWith(prefix)) continue
      const wrong = changed(leak, bytes, before.get(key))
      if (wrong !== undefined) return new Map([...changes, [key, wrong]])
    }
    return changes
  }
}

/** The value with the leak in it; none where the number at its place did not change. */
function changed(
  { at, by, also }: Leak,
  bytes: Uint8Array,
  old: Uint8Array | undefined,
): Uint8Array | undefined {
  const place = at < 0 ? bytes.length + at : at
  if (
    old !== undefined &&
    numberAt(old, at < 0 ? old.length + at : at) === numberAt(bytes, place)
  ) {
    return undefined
  }
  const copy = concatBytes(bytes)
  return add(copy, place, by) && (also === undefined || add(copy, also.at, also.by))
    ? copy
    : undefined
}

function add(bytes: Uint8Array, at: number, by: bigint): boolean {
  const sum = numberAt(bytes, at) + by
  if (sum < 0n) return false
  new DataView(bytes.buffer, bytes.byteOffset).setBigUint64(at, sum, true)
  return true
}

const numberAt = (bytes: Uint8Array, at: number): bigint =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getBigUint64(at, true)

/** Whether a move did a call, Root's move the call that it wraps. */
const isOf = (played: PlayedMove, call: string | undefined): boolean =>
  played.included && didSucceed(played) && callName(callOfMove(played.move)) === call
