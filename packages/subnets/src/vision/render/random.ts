/** What the renderer needs of a source of randomness; `taskRandom` of the kit is one. */
export interface Random {
  /** Uniform in [0, 1). */
  float(): number
  /** Uniform integer in [0, n), n ≤ 2³². */
  below(n: number): number
}
