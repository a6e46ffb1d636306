/** How far a miner is trusted. */
export interface AuditStanding {
  /** 0 to 1. */
  readonly credibility: number
  /** Audits passed since the last failure. */
  readonly passes: number
}

/** Of a miner that nobody knows. */
export const NEW_STANDING: AuditStanding = { credibility: 0.5, passes: 0 }

/** After an audit: credibility moves by 0.15 towards 1, or by 0.25 towards 0. */
export const afterAudit = (standing: AuditStanding, passed: boolean): AuditStanding =>
  passed
    ? {
        credibility: standing.credibility + UP * (1 - standing.credibility),
        passes: standing.passes + 1,
      }
    : { credibility: standing.credibility * (1 - DOWN), passes: 0 }

/**
 * Probability with which the next task is audited: 1 up to a credibility of a half and until ten
 * audits in a row are passed, then falling to a tenth at full credibility; never below 2 %, so that
 * trust cannot be cashed in once (spec: 85-subnets §0.5).
 */
export function auditRate({ credibility, passes }: AuditStanding): number {
  if (credibility <= 0.5 || passes < PROBATION) return 1
  return Math.max(FLOOR, Math.exp(-DECAY * (credibility - 0.5)))
}

/** 1 − (1 − p·f·β)ⁿ: the probability to catch a cheat in some of n tasks. */
export const detectionProbability = (audit: {
  /** Probability of an audit per task. */
  readonly rate: number
  /** Part of the tasks on which the miner cheats. */
  readonly cheating: number
  /** Probability that an audit finds it. */
  readonly power: number
  readonly tasks: number
}): number => 1 - Math.exp(audit.tasks * Math.log(1 - audit.rate * audit.cheating * audit.power))

/**
 * The loss on being caught from which on cheating does not pay, in units of what one cheated task
 * saves: (1 − pβ)/(pβ).
 */
export const deterrentLoss = (rate: number, power: number): number =>
  (1 - rate * power) / (rate * power)

const UP = 0.15
const DOWN = 0.25
const PROBATION = 10
const FLOOR = 0.02
/** ln 100: a tenth after half of the way. */
const DECAY = 4.605
