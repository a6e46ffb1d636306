/** What is believed of the strength of one player. */
export interface Rating {
  readonly mu: number
  readonly sigma: number
}

/** Scale of the ratings. */
export interface RatingOptions {
  /** Spread of a player's performance. Default: 25/6. */
  readonly beta?: number
  /** Doubt that is added before each game. Default: 25/300. */
  readonly tau?: number
}

/** Of a player that nobody has seen. */
export const NEW_RATING: Rating = { mu: 25, sigma: 25 / 3 }

/** A strength that the player has almost certainly: μ − 3σ. */
export const ordinalOf = ({ mu, sigma }: Rating): number => mu - 3 * sigma

/**
 * Ratings after a game by the Plackett–Luce model of Weng and Lin, "A Bayesian Approximation Method
 * for Online Ranking" (2011), algorithm 4, for players without teams.
 *
 * @param ranks place of each player, lower is better; equal numbers are draws
 */
export function rate(
  ratings: readonly Rating[],
  ranks: readonly number[],
  options: RatingOptions = {},
): readonly Rating[] {
  if (ratings.length !== ranks.length) throw new RangeError('Each rating has one rank.')
  const { beta = 25 / 6, tau = 25 / 300 } = options
  const players = ratings.map(({ mu, sigma }, at) => ({
    mu,
    variance: sigma * sigma + tau * tau,
    rank: ranks[at] as number,
  }))
  const c = Math.sqrt(players.reduce((sum, { variance }) => sum + variance + beta * beta, 0))
  const strengths = players.map(({ mu }) => Math.exp(mu / c))
  const rounds = players.map(({ rank }) => ({
    rank,
    /** Strength of all who did not come in before this player. */
    field: sum(strengths.filter((_, other) => (players[other]?.rank ?? 0) >= rank)),
    draws: players.filter((other) => other.rank === rank).length,
  }))
  return players.map((player, at) => {
    let gain = 0
    let certainty = 0
    for (const [round, { rank, field, draws }] of rounds.entries()) {
      if (rank > player.rank) continue
      const chance = (strengths[at] as number) / field
      gain += ((round === at ? 1 : 0) - chance) / draws
      certainty += (chance * (1 - chance)) / draws
    }
    const sigma = Math.sqrt(player.variance)
    const shrink = certainty * (player.variance / (c * c)) * (sigma / c)
    return {
      mu: player.mu + gain * (player.variance / c),
      sigma: sigma * Math.sqrt(Math.max(1 - shrink, LEAST_SHRINK)),
    }
  })
}

const LEAST_SHRINK = 1e-4

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
