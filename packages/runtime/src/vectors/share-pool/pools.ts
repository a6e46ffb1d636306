import { alphaRao, fixedFromRaw, netUid, U64F64 } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import { decreaseStake } from '../../pallets/subtensor/staking/stake.ts'
import {
  changeForAll,
  changeForOne,
  valueOfHolder,
  valueOfShare,
  wouldChangeShares,
} from '../../pallets/subtensor/staking/share-pool.ts'
import {
  Alpha,
  AlphaV2,
  TotalHotkeyAlpha,
  TotalHotkeyShares,
  TotalHotkeySharesV2,
} from '../../pallets/subtensor/storage/stake.ts'
import type { Json } from '../difference.ts'
import { readI64, readU128, readU64, VectorFormatError } from '../field.ts'
import type { Field } from '../field.ts'
import type { CaseRunner } from '../schema.ts'
import { emptyWorld, numberedAccount } from '../world.ts'
import { readSafeFloat, showSafeFloat } from './safe-float.ts'

const NETUID = netUid(1)
const MAX_KEYS = 10_000
/** The holders' accounts are 0 and up; the hotkey is none of them. */
const HOTKEY = numberedAccount(1_000_000)

/** `{keys, before, steps}`: one pool carried through operations. */
export const runPool: CaseRunner = (field, host) => {
  const ctx = emptyWorld(host)
  const keys = field.at('keys').count(MAX_KEYS)
  const steps = field.at('steps').list()
  write(ctx, field.at('before'))
  const before = read(ctx, keys)
  return {
    expected: {
      before: field.at('before').value,
      steps: steps.map((step) => ({ out: step.at('out').value, after: step.at('after').value })),
    },
    computed: {
      before,
      steps: steps.map((step) => ({ out: apply(ctx, step), after: read(ctx, keys) })),
    },
  }
}

function apply(ctx: Context, step: Field): Json | undefined {
  const coldkey = () => numberedAccount(step.at('key').count(MAX_KEYS))
  const update = () => readI64(step.at('update'))
  const op = step.at('op')
  switch (op.text()) {
    case 'one':
      return void changeForOne(ctx, HOTKEY, coldkey(), NETUID, update())
    case 'all':
      return void changeForAll(ctx, HOTKEY, NETUID, update())
    case 'decrease':
      return decreaseStake(ctx, HOTKEY, coldkey(), NETUID, alphaRao(readU64(step.at('amount'))))
    case 'precise':
      return wouldChangeShares(ctx, HOTKEY, NETUID, update())
    case 'valueFromShares':
      return valueOfShare(ctx, HOTKEY, NETUID, readSafeFloat(step.at('share'))).toString()
    default:
      throw new VectorFormatError(`${op.path} "${op.text()}" is no operation of share-pool-1`)
  }
}

function write(ctx: Context, state: Field): void {
  const value = alphaRao(readU64(state.at('v')))
  if (value > 0n) TotalHotkeyAlpha.set(ctx, HOTKEY, NETUID, value)
  const denominator = state.at('d')
  if (!denominator.isNone) {
    TotalHotkeySharesV2.set(ctx, HOTKEY, NETUID, readSafeFloat(denominator))
  }
  for (const entry of state.at('shares').list()) {
    const coldkey = numberedAccount(entry.item(0).count(MAX_KEYS))
    AlphaV2.set(ctx, HOTKEY, coldkey, NETUID, readSafeFloat(entry.item(1)))
  }
  const oldDenominator = state.at('legacyD')
  if (!oldDenominator.isNone) {
    const raw = readU128(oldDenominator)
    TotalHotkeyShares.set(ctx, HOTKEY, NETUID, fixedFromRaw(U64F64, raw))
  }
  const oldShares = state.at('legacyShares')
  for (const entry of oldShares.isNone ? [] : oldShares.list()) {
    const coldkey = numberedAccount(entry.item(0).count(MAX_KEYS))
    Alpha.set(ctx, HOTKEY, coldkey, NETUID, fixedFromRaw(U64F64, readU128(entry.item(1))))
  }
}

function read(ctx: Context, keys: number): Json {
  const holders = Array.from({ length: keys }, (_, key) => [key, numberedAccount(key)] as const)
  const denominator = TotalHotkeySharesV2.has(ctx, HOTKEY, NETUID)
    ? TotalHotkeySharesV2.get(ctx, HOTKEY, NETUID)
    : undefined
  const oldDenominator = TotalHotkeyShares.has(ctx, HOTKEY, NETUID)
    ? TotalHotkeyShares.get(ctx, HOTKEY, NETUID).toString()
    : null
  const oldShares = holders.flatMap(([key, coldkey]) =>
    Alpha.has(ctx, HOTKEY, coldkey, NETUID)
      ? [[key, Alpha.get(ctx, HOTKEY, coldkey, NETUID).toString()]]
      : [],
  )
  const hasOld = oldDenominator !== null || oldShares.length > 0
  return {
    v: TotalHotkeyAlpha.get(ctx, HOTKEY, NETUID).toString(),
    d: showSafeFloat(denominator),
    shares: holders.flatMap(([key, coldkey]) =>
      AlphaV2.has(ctx, HOTKEY, coldkey, NETUID)
        ? [[key, showSafeFloat(AlphaV2.get(ctx, HOTKEY, coldkey, NETUID))]]
        : [],
    ),
    ...(hasOld ? { legacyD: oldDenominator, legacyShares: oldShares } : {}),
    values: holders.map(
      ([, coldkey]) => valueOfHolder(ctx, HOTKEY, coldkey, NETUID)?.toString() ?? null,
    ),
  }
}
