import { CLASSES } from './render/outlines.ts'

/** A miner's answers to the shared challenges of a window. */
export interface Probed {
  readonly hotkey: string
  /** Window from which on it has earned without a break; who is older keeps the reward. */
  readonly since: number
  /** Sum of the ranks by time of its answers; who was first keeps the reward among equally old. */
  readonly order: number
  /** By task: labels and probabilities in thousandths. */
  readonly probes: ReadonlyMap<
    string,
    { readonly labels: readonly number[]; readonly probs: readonly number[] }
  >
}

/**
 * Mean distance of the answers of two miners, in thousandths of probability, up to which they are
 * taken for one model. Networks trained apart differ more on pictures that are not easy.
 */
export const SAME_MODEL_DISTANCE = 100

/** Pictures on which two miners are compared at least. */
export const MIN_COMPARED = 8

/**
 * Hotkeys that answer as an older one does. Only pictures count on which not both are right and
 * sure, since all good models agree on those.
 */
export function findDuplicates(miners: readonly Probed[]): Set<string> {
  const kept: Probed[] = []
  const duplicates = new Set<string>()
  for (const miner of [...miners].sort(bySeniority)) {
    if (kept.some((older) => isSameModel(older, miner))) duplicates.add(miner.hotkey)
    else kept.push(miner)
  }
  return duplicates
}

function bySeniority(a: Probed, b: Probed): number {
  return a.since - b.since || a.order - b.order || (a.hotkey < b.hotkey ? -1 : 1)
}

function isSameModel(a: Probed, b: Probed): boolean {
  let distance = 0
  let compared = 0
  for (const [taskId, { labels, probs }] of a.probes) {
    const other = b.probes.get(taskId)?.probs
    if (other === undefined) continue
    labels.forEach((label, picture) => {
      const start = picture * CLASSES.length
      const sure = Math.min(probs[start + label] ?? 0, other[start + label] ?? 0)
      if (sure >= SURE) return
      compared++
      for (let k = start; k < start + CLASSES.length; k++)
        distance += Math.abs((probs[k] ?? 0) - (other[k] ?? 0))
    })
  }
  // Half the sum of differences is the distance of two distributions.
  return compared >= MIN_COMPARED && distance <= 2 * SAME_MODEL_DISTANCE * compared
}

const SURE = 900
