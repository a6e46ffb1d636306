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
 * Mean of Σ (p − p′)² between the answers of two miners up to which they are taken for one model.
 * Measured at difficulty 0.7: a model and itself with pictures moved by a pixel 0.04 to 0.07; two
 * states of one training run 0.13 and more. Noise that makes clones differ by more costs each of them
 * half of it in Brier score.
 */
export const SAME_MODEL_DISTANCE = 0.07

/** Pictures on which two miners are compared at least. */
export const MIN_COMPARED = 8

/**
 * Hotkeys that answer as an older one does, or as one does that answers as an older one, and so on:
 * small steps lead from clone to clone. Only pictures count on which not both are right and sure,
 * since all good models agree on those. PERF: 256 miners ≈ 30 ms.
 */
export function findDuplicates(miners: readonly Probed[]): Set<string> {
  const sorted = [...miners].sort(bySeniority)
  const oldest = sorted.map((_, at) => at)
  sorted.forEach((miner, at) => {
    for (let older = 0; older < at; older++) {
      const other = sorted[older]
      if (other === undefined || !isSameModel(other, miner)) continue
      const [from, to] = [oldest[at] ?? at, oldest[older] ?? older]
      const first = Math.min(from, to)
      oldest.forEach((group, index) => {
        if (group === from || group === to) oldest[index] = first
      })
    }
  })
  return new Set(sorted.filter((_, at) => oldest[at] !== at).map(({ hotkey }) => hotkey))
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
      for (let k = start; k < start + CLASSES.length; k++) {
        const difference = (probs[k] ?? 0) - (other[k] ?? 0)
        distance += difference * difference
      }
    })
  }
  return compared >= MIN_COMPARED && distance <= SAME_MODEL_DISTANCE * compared * 1e6
}

/** Thousandths. */
const SURE = 900
