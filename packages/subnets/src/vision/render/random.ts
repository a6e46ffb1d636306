/** What the renderer needs of a source of randomness; `taskRandom` of the kit is one. */
export interface Random {
  /** A multiple of 2⁻⁵³ in [0, 1), each equally likely. */
  float53(): number
  /** Uniform integer in [0, n), n ≤ 2³². */
  below(n: number): number
}
