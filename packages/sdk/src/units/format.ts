import type { Alpha, Tao } from './amounts.ts'

const RAO_PER_UNIT = 1_000_000_000n
const DECIMALS = 9

/** Exact decimal text with the unit: `1.5 TAO`. */
export const formatTao = (amount: Tao): string => `${decimal(amount)} TAO`

/** Exact decimal text with the unit and the subnet: `1.5 alpha of subnet 4`. */
export const formatAlpha = (netuid: number, amount: Alpha): string =>
  `${decimal(amount)} alpha of subnet ${netuid}`

function decimal(amountRao: bigint): string {
  const whole = amountRao / RAO_PER_UNIT
  const rest = (amountRao % RAO_PER_UNIT).toString().padStart(DECIMALS, '0').replace(/0+$/, '')
  return rest === '' ? whole.toString() : `${whole}.${rest}`
}
