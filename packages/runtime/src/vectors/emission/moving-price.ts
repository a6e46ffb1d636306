import { fixedFromRaw, I96F32, netUid, U64F64 } from '@plexus/primitives'
import {
  blocksSinceStart,
  movingPrice,
  nextMovingPrice,
} from '../../pallets/subtensor/coinbase/moving-price.ts'
import type { Host } from '../../frame/host.ts'
import { SubnetMechanism, SubnetMovingPrice } from '../../pallets/subtensor/storage/pools.ts'
import { readU128, readU64 } from '../field.ts'
import type { Field } from '../field.ts'
import type { CaseRunner } from '../schema.ts'
import { emptyWorld } from '../world.ts'

const NETUID = netUid(1)
const DYNAMIC = 1
const U16_MAX = 65_535

/** `{mech, price, movingAlpha, halvingBlocks, firstEmissionBlock, block, ema, emaAsPrice, out}`. */
export const runMovingPrice: CaseRunner = (field, host) => {
  const ema = readAverage(field.at('ema'))
  const average = averageAsPrice(host, field.at('mech').count(U16_MAX), ema)
  const block = BigInt(field.at('block').count())
  return {
    expected: { emaAsPrice: field.at('emaAsPrice').value, out: field.at('out').value },
    computed: {
      emaAsPrice: average.toString(),
      out: step(field, average, block).toString(),
    },
  }
}

/** One step in every block from that of the first emission on; `afterBlock` are pairs. */
export const runMovingPrices: CaseRunner = (field, host) => {
  let ema = readAverage(field.at('ema'))
  let block = field.at('firstEmissionBlock').count()
  const afterBlock = field
    .at('afterBlock')
    .list()
    .map((pair) => {
      const until = pair.item(0).count()
      for (; block <= until; block += 1) {
        ema = step(field, averageAsPrice(host, DYNAMIC, ema), BigInt(block))
      }
      return [until, ema.toString()]
    })
  return { expected: { afterBlock: field.at('afterBlock').value }, computed: { afterBlock } }
}

/** An average may be negative, which only Root can write. */
export const readAverage = (field: Field): I96F32 =>
  fixedFromRaw(I96F32, field.integer(I96F32.min, I96F32.max))

function averageAsPrice(host: Host, mechanism: number, ema: I96F32): U64F64 {
  const ctx = emptyWorld(host)
  SubnetMechanism.set(ctx, NETUID, mechanism)
  SubnetMovingPrice.set(ctx, NETUID, ema)
  return movingPrice(ctx, NETUID)
}

function step(field: Field, average: U64F64, block: bigint): I96F32 {
  const first = field.at('firstEmissionBlock')
  return nextMovingPrice({
    average,
    price: fixedFromRaw(U64F64, readU128(field.at('price'))),
    age: blocksSinceStart(first.isNone ? undefined : BigInt(first.count()), block),
    halvingBlocks: readU64(field.at('halvingBlocks')),
    movingAlpha: readAverage(field.at('movingAlpha')),
  })
}
