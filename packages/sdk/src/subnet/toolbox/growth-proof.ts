/**
 * Credibility after a claim grew: times (from/to)^(1/2.5), so that new volume earns nothing before
 * it is verified. A claim that shrinks changes nothing (spec: 85-subnets §0.5).
 *
 * @param credibility 0 to 1
 * @param from the claim before, above 0
 */
export const growthProof = (credibility: number, from: number, to: number): number =>
  to > from ? credibility * Math.exp(Math.log(from / to) / 2.5) : credibility
