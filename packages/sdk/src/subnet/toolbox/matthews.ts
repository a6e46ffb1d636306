/**
 * Matthews correlation of several classes (R_K of Gorodkin, 2004): 1 where all is right, 0 for
 * guesses that know nothing; 0 too where truth or predictions have one class only.
 *
 * @param confusion counts by true class, then predicted class; square
 */
export function matthewsCorrelation(confusion: readonly (readonly number[])[]): number {
  const size = confusion.length
  const truths = confusion.map((row) => sum(row))
  const predicted = Array.from({ length: size }, (_, at) =>
    sum(confusion.map((row) => row[at] ?? 0)),
  )
  const all = sum(truths)
  const right = sum(confusion.map((row, at) => row[at] ?? 0))
  const crossed = sum(truths.map((truth, at) => truth * (predicted[at] ?? 0)))
  const spreadOfTruth = all * all - sum(truths.map((count) => count * count))
  const spreadOfPredictions = all * all - sum(predicted.map((count) => count * count))
  const scale = Math.sqrt(spreadOfTruth) * Math.sqrt(spreadOfPredictions)
  return scale > 0 ? (right * all - crossed) / scale : 0
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
