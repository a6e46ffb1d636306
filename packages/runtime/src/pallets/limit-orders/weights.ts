import { weight } from '../../frame/weight.ts'
import type { Weight } from '../../frame/weight.ts'

/** Weight of orders that are executed one by one. @param count how many */
export function executeOrdersWeight(count: number): Weight {
  const n = BigInt(count)
  return weight(61_768_457n + n * 520_180_782n, {
    reads: 17n + n * 11n,
    writes: 10n + n * 7n,
    proofSize: 6148n + n * 5158n,
  })
}

/** Weight of orders that are executed together. @param count how many */
export function executeBatchedOrdersWeight(count: number): Weight {
  const n = BigInt(count)
  return weight(499_718_496n + n * 259_134_004n, {
    reads: 25n + n * 10n,
    writes: 15n + n * 7n,
    proofSize: 8727n + n * 5158n,
  })
}
