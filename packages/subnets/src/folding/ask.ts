import type { PerTier } from './options.ts'
import { drawFold } from './picture.ts'
import { LETTERS, parseSequence } from './problem.ts'
import type { FoldRequest, FoldResponse } from './synapse.ts'
import { TIERS } from './tiers.ts'

/**
 * The request for what a person types: letters H and P for the lattice, A and B for free space.
 *
 * @param budget steps that are advised: about a second where absent
 * @throws FoldingError `SequenceInvalid`
 */
export function askFold(text: string, budget: PerTier = ASK_BUDGET): FoldRequest {
  const { tier, sequence } = parseSequence(text)
  return { tier, sequence, params: TIERS[tier].params, budget: budget[tier] }
}

/**
 * A fold for people: its energy, computed anew, its contacts and a picture; or why it is none.
 * Lines of at most 80 columns without colour.
 */
export function describeFold(
  { tier, sequence }: FoldRequest,
  { coords, energy }: FoldResponse,
): string {
  if (coords.length !== 3 * sequence.length)
    return `The answer is no fold: ${coords.length / 3} places for ${sequence.length} beads.`
  const found = TIERS[tier].evaluate(sequence, coords)
  if (!found.ok) return `The answer is no fold: ${found.reason}.`
  const [attracting] = LETTERS[tier]
  const contacts = found.contacts.map((pair) => `${(pair >> 8) + 1}–${(pair & 255) + 1}`)
  const isTrue = Math.abs(found.energy - energy) <= 1e-9 * Math.max(1, Math.abs(energy))
  return [
    `${sequence} (${sequence.length} beads, ${TIERS[tier].params})`,
    `energy    ${tier === 'T1' ? found.energy : found.energy.toFixed(6)}` +
      (isTrue ? '' : `, although the miner states ${energy}`),
    `contacts  ${found.contacts.length} ${tier === 'T1' ? `between ${attracting} and ${attracting}` : 'within 1.5 bonds'}`,
    ...wrap(contacts, '          '),
    '',
    ...drawFold(tier, sequence, coords),
  ].join('\n')
}

function wrap(words: readonly string[], indent: string): string[] {
  const lines: string[] = []
  for (const word of words) {
    const last = lines.at(-1)
    if (last === undefined || last.length + word.length + 1 > COLUMNS) lines.push(indent + word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines
}

const ASK_BUDGET: PerTier = { T1: 2_000_000, T2: 500_000 }
const COLUMNS = 80
