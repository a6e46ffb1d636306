import { ensure } from '../../frame/error.ts'
import { MAX_VALIDATORS, UPDATE_DELAY } from './constants.ts'
import { errors } from './errors.ts'
import type { Params } from './types.ts'

/** The rules of a chain whose genesis says nothing else. */
export const DEFAULT_PARAMS: Params = {
  max_validators: 64,
  rotation_blocks: 360,
  max_churn_permille: 200,
  power_cap_permille: 200,
  min_stake: 1_000_000_000_000n,
  jail_blocks: 600,
  slash_permille: 0,
  mode: 'Stake',
}

const WHOLE = 1000
/** Light clients trust a set while a third of the one they know still signs. */
const MOST_CHURN = 200

/** @throws DispatchFailure InvalidParams */
export function ensureSound(params: Params): void {
  ensure(areSound(params), errors.InvalidParams)
}

/** Whether the set can live by these rules. A change acts before the next one is decided. */
export const areSound = (params: Params): boolean =>
  isWithin(params.max_validators, 1, MAX_VALIDATORS) &&
  params.rotation_blocks > UPDATE_DELAY &&
  isWithin(params.max_churn_permille, 1, MOST_CHURN) &&
  isWithin(params.power_cap_permille, 1, WHOLE) &&
  params.jail_blocks >= 1 &&
  params.slash_permille <= WHOLE

const isWithin = (value: number, least: number, most: number): boolean =>
  value >= least && value <= most
