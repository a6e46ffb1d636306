import { rao } from '@plexus/primitives'
import { blockEmission } from '../../pallets/subtensor/coinbase/block-emission.ts'
import { lockCost, lockReductionInterval } from '../../pallets/subtensor/subnets/lock-cost.ts'
import { readU64 } from '../field.ts'
import type { Field } from '../field.ts'
import type { CaseRunner } from '../schema.ts'

/** `{lastLock, minLock, lastLockBlock, block, interval, issuance, effectiveInterval, out}`. */
export const runLockCost: CaseRunner = (field) => ({
  expected: { effectiveInterval: field.at('effectiveInterval').value, out: field.at('out').value },
  computed: {
    effectiveInterval: intervalOf(field).toString(),
    out: costAt(field, field.at('block').count()),
  },
})

/** The same at several blocks: pairs of the block and the cost. */
export const runLockCosts: CaseRunner = (field) => ({
  expected: { atBlock: field.at('atBlock').value },
  computed: {
    atBlock: field
      .at('atBlock')
      .list()
      .map((pair) => pair.item(0).count())
      .map((block) => [block, costAt(field, block)]),
  },
})

function costAt(field: Field, block: number): string {
  const cost = lockCost({
    last: rao(readU64(field.at('lastLock'))),
    min: rao(readU64(field.at('minLock'))),
    lastBlock: BigInt(field.at('lastLockBlock').count()),
    block: BigInt(block),
    interval: intervalOf(field),
  })
  return cost.toString()
}

const intervalOf = (field: Field): bigint =>
  lockReductionInterval(
    readU64(field.at('interval')),
    rao(blockEmission(readU64(field.at('issuance')))),
  )
