import { addStake } from './add-stake.ts'
import { adminUtils } from './admin-utils.ts'
import { crowdloan } from './crowdloan.ts'
import { keys } from './keys.ts'
import { lease } from './lease.ts'
import { moveStake } from './move-stake.ts'
import type { Precondition } from './precondition.ts'
import { neuron } from './neuron.ts'
import { others } from './others.ts'
import { registration } from './registration.ts'
import { removeStake } from './remove-stake.ts'
import { settings } from './settings.ts'
import { nesting } from './nesting.ts'
import { proxies } from './proxies.ts'
import { system } from './system.ts'
import { tasks } from './tasks.ts'
import { weights } from './weights.ts'

export const PRECONDITIONS: readonly Precondition[] = [
  ...addStake,
  ...removeStake,
  ...moveStake,
  ...weights,
  ...registration,
  ...neuron,
  ...keys,
  ...lease,
  ...settings,
  ...system,
  ...nesting,
  ...proxies,
  ...tasks,
  ...crowdloan,
  ...others,
  ...adminUtils,
]
