/** Below this a probability counts as this, so that one error does not cost everything. */
const LEAST_PROBABILITY = 1e-12

/**
 * Logarithmic score: ln of the probability given to what was true; 0 at best, at least ln 10⁻¹².
 *
 * @param truth index of the true class
 */
export const logScore = (probabilities: readonly number[], truth: number): number =>
  Math.log(Math.max(LEAST_PROBABILITY, probabilities[truth] ?? 0))

/**
 * Brier score in the form that grows with quality: 1 − Σ(p − y)², 1 at best and −1 at worst. For
 * the usual one, subtract it from 1.
 *
 * @param truth index of the true class
 */
export function brierScore(probabilities: readonly number[], truth: number): number {
  let squares = 0
  for (const [index, probability] of probabilities.entries()) {
    const off = probability - (index === truth ? 1 : 0)
    squares += off * off
  }
  return 1 - squares
}
