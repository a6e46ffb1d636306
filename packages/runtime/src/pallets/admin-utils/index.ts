import type { Pallet } from '../../frame/pallet.ts'
import { calls } from './calls/index.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { adminUtils } from './id.ts'
import { PrecompileEnable } from './storage.ts'

/** The settings of the chain and of its subnets. */
export const adminUtilsPallet: Pallet = {
  id: adminUtils,
  storage: [PrecompileEnable],
  calls,
  events,
  errors,
}
