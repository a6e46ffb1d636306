import { fixedFromRaw, rao, U64F64 } from '@plexus/primitives'
import type { Rao } from '@plexus/primitives'
import { decayFactorQ32, powQ32 } from '../../pallets/subtensor/registration/decay.ts'
import { bumpedPrice, decayedPrice } from '../../pallets/subtensor/registration/prices.ts'
import type { PriceBounds } from '../../pallets/subtensor/registration/prices.ts'
import { readU128, readU64 } from '../field.ts'
import type { Field } from '../field.ts'
import type { CaseRunner } from '../schema.ts'

const U16_MAX = 65_535
/** The first block in which a price falls. */
const FIRST_DECAY = 2n

/** `[halfLife, factor]`. */
export const runDecayFactor: CaseRunner = (field) => {
  const halfLife = field.item(0).count(U16_MAX)
  return { expected: field.value, computed: [halfLife, decayFactorQ32(halfLife).toString()] }
}

/** `{base, exp, out}`. */
export const runPowQ32: CaseRunner = (field) => ({
  expected: { out: field.at('out').value },
  computed: {
    out: powQ32(readU64(field.at('base')), field.at('exp').count(U16_MAX)).toString(),
  },
})

/** `{burn, minBurn, maxBurn, halfLife, block, out}`: one block. */
export const runBurnDecay: CaseRunner = (field) => {
  const block = BigInt(field.at('block').count())
  const price = decayedPrice(readPrice(field), readHalfLife(field), block, readBounds(field))
  return { expected: { out: field.at('out').value }, computed: { out: price.toString() } }
}

/** The same in every block from the second one on; `afterBlocks` are pairs of how many and the price. */
export const runBurnDecays: CaseRunner = (field) => {
  const bounds = readBounds(field)
  const halfLife = readHalfLife(field)
  let price = readPrice(field)
  let blocks = 0
  const afterBlocks = field
    .at('afterBlocks')
    .list()
    .map((pair) => {
      const until = pair.item(0).count()
      for (; blocks < until; blocks += 1) {
        price = decayedPrice(price, halfLife, FIRST_DECAY + BigInt(blocks), bounds)
      }
      return [until, price.toString()]
    })
  return { expected: { afterBlocks: field.at('afterBlocks').value }, computed: { afterBlocks } }
}

/** `{burn, minBurn, maxBurn, mult, out}`: a registration. */
export const runBurnBump: CaseRunner = (field) => {
  const multiplier = fixedFromRaw(U64F64, readU128(field.at('mult')))
  const price = bumpedPrice(readPrice(field), multiplier, readBounds(field))
  return { expected: { out: field.at('out').value }, computed: { out: price.toString() } }
}

const readPrice = (field: Field): Rao => rao(readU64(field.at('burn')))

const readHalfLife = (field: Field): number => field.at('halfLife').count(U16_MAX)

const readBounds = (field: Field): PriceBounds => ({
  min: rao(readU64(field.at('minBurn'))),
  max: rao(readU64(field.at('maxBurn'))),
})
