/** Rates between which a sequential test decides, and how often it may be wrong. */
export interface SequentialTestOptions {
  /** Probability of an event, such as a mismatch, for an honest miner; above 0. */
  readonly honestRate: number
  /** The same for a cheat; above `honestRate` and below 1. */
  readonly cheatRate: number
  /** Probability that an honest miner is convicted (α). */
  readonly falseAlarm: number
  /** Probability that a cheat is cleared (β). */
  readonly miss: number
}

/** What a sequential test says by now. */
export type SequentialVerdict = 'convicted' | 'cleared' | 'open'

/** A test that ends as soon as it knows (Wald's sequential probability ratio test). */
export interface SequentialTest {
  /** Evidence after one more observation; begins with 0. */
  step(evidence: number, isEvent: boolean): number
  verdict(evidence: number): SequentialVerdict
}

/**
 * Adds ln(P₁/P₀) for each observation; convicts at ln((1 − β)/α) and clears at ln β
 * (spec: 85-subnets §0.5).
 */
export function createSequentialTest(options: SequentialTestOptions): SequentialTest {
  const { honestRate, cheatRate, falseAlarm, miss } = options
  if (!(honestRate > 0 && honestRate < cheatRate && cheatRate < 1))
    throw new RangeError('Rates of a sequential test lie in the order 0 < honest < cheat < 1.')
  const event = Math.log(cheatRate / honestRate)
  const other = Math.log((1 - cheatRate) / (1 - honestRate))
  const convictAt = Math.log((1 - miss) / falseAlarm)
  const clearAt = Math.log(miss)
  return {
    step: (evidence, isEvent) => evidence + (isEvent ? event : other),
    verdict: (evidence) =>
      evidence >= convictAt ? 'convicted' : evidence <= clearAt ? 'cleared' : 'open',
  }
}
