import type { Call } from '../../frame/call.ts'
import type { Pallet } from '../../frame/pallet.ts'
import { childrenCalls } from './children/calls/index.ts'
import { epochCalls } from './epoch/calls/index.ts'
import { keysCalls } from './keys/calls/index.ts'
import { locksCalls } from './locks/calls/index.ts'
import { registrationCalls } from './registration/calls/index.ts'
import { rootCalls } from './root/calls/index.ts'
import { servingCalls } from './serving/calls/index.ts'
import { stakingCalls } from './staking/calls/index.ts'
import { subnetsCalls } from './subnets/calls/index.ts'
import { weightsCalls } from './weights/calls/index.ts'
import { blockStep } from './coinbase/block-step.ts'
import { childrenInvariants } from './children/invariants.ts'
import { coinbaseInvariants, coinbaseTransitions } from './coinbase/invariants.ts'
import { constants } from './constants.ts'
import { epochInvariants, epochTransitions } from './epoch/invariants.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { subtensor } from './id.ts'
import { keysInvariants } from './keys/invariants.ts'
import { registrationInvariants } from './registration/invariants.ts'
import { stakingInvariants } from './staking/invariants.ts'
import { stakingTransitions } from './staking/transitions.ts'
import { storage } from './storage/index.ts'
import { leaseInvariants } from './subnets/lease/invariants.ts'
import { subnetsInvariants, subnetsTransitions } from './subnets/invariants.ts'

const calls: readonly Call[] = [
  ...registrationCalls,
  ...subnetsCalls,
  ...stakingCalls,
  ...weightsCalls,
  ...servingCalls,
  ...childrenCalls,
  ...keysCalls,
  ...epochCalls,
  ...rootCalls,
  ...locksCalls,
]

export const subtensorPallet: Pallet = {
  id: subtensor,
  storageVersion: 7,
  storage,
  calls: [...calls].sort((a, b) => a.index - b.index),
  events,
  errors,
  constants,
  onInitialize: blockStep,
  invariants: [
    ...registrationInvariants,
    ...subnetsInvariants,
    ...leaseInvariants,
    ...epochInvariants,
    ...coinbaseInvariants,
    ...stakingInvariants,
    ...keysInvariants,
    ...childrenInvariants,
  ],
  transitions: [
    ...coinbaseTransitions,
    ...stakingTransitions,
    ...subnetsTransitions,
    ...epochTransitions,
  ],
}
