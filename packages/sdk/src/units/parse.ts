import { alphaFromRao, taoFromRao } from './amounts.ts'
import type { Alpha, Tao } from './amounts.ts'
import { AmountError } from './errors.ts'

const DECIMALS = 9
const MAX = 2n ** 64n - 1n
/** Longer texts are no amounts. */
const MAX_TEXT = 64

/**
 * Reads an amount of TAO.
 *
 * @param text `1.5`, `1.5 TAO`, `1.5 τ` or `1500000000 rao`
 * @throws AmountError
 */
export const parseTao = (text: string): Tao =>
  taoFromRao(parse(text, { whole: ['tao', 'τ', 'ͳ'], rao: ['rao'] }, 'TAO'))

/**
 * Reads an amount of the alpha of a subnet.
 *
 * @param text `1.5`, `1.5 alpha` or `1.5 α`
 * @throws AmountError
 */
export const parseAlpha = <Netuid extends number>(netuid: Netuid, text: string): Alpha<Netuid> =>
  alphaFromRao(netuid, parse(text, { whole: ['alpha', 'α'], rao: [] }, 'alpha'))

interface Units {
  readonly whole: readonly string[]
  readonly rao: readonly string[]
}

function parse(text: string, units: Units, unit: string): bigint {
  const shown = text.slice(0, MAX_TEXT)
  const match = /^([0-9][0-9_]*)(?:\.([0-9]+))?\s*(\p{L}*)$/u.exec(shown.trim())
  if (match === null || text.length > MAX_TEXT) {
    throw new AmountError('NotANumber', `“${shown}” is no amount: write it like “1.5 ${unit}”.`)
  }
  const [, whole = '', fraction = '', suffix = ''] = match
  const name = suffix.toLowerCase()
  const inRao = units.rao.includes(name)
  if (name !== '' && !inRao && !units.whole.includes(name)) {
    throw new AmountError('WrongUnit', `“${suffix}” is not the unit asked for: write ${unit}.`)
  }
  const decimals = inRao ? 0 : DECIMALS
  if (fraction.length > decimals) {
    const text = `“${shown}” is finer than one rao: give at most ${decimals} decimals.`
    throw new AmountError('TooManyDecimals', text)
  }
  const amount = BigInt(whole.replaceAll('_', '') + fraction.padEnd(decimals, '0'))
  if (amount > MAX) throw new AmountError('OutOfRange', `“${shown}” is more than there can be.`)
  return amount
}
