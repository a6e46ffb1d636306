/** What a miner did. A `timeout` is no fraud. */
export type Offence = 'timeout' | 'failed audit' | 'forged proof'

/** What comes of it. */
export interface Penalty {
  /** Factor on the credibility. */
  readonly credibility: number
  /** What of its pay is lost: the task, the window, or all until the cool-down is over. */
  readonly lost: 'task' | 'window' | 'windows'
  /** Windows without pay after this one. */
  readonly coolDownWindows: number
}

/** Graduated penalties (spec: 85-subnets §0.5). */
export function penaltyFor(offence: Offence): Penalty {
  switch (offence) {
    case 'timeout':
      return { credibility: 1, lost: 'task', coolDownWindows: 0 }
    case 'failed audit':
      return { credibility: 0.5, lost: 'window', coolDownWindows: 0 }
    case 'forged proof':
      return { credibility: 0, lost: 'windows', coolDownWindows: 20 }
    default:
      return offence satisfies never
  }
}
