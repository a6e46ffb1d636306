import type { Call } from '../../../../frame/call.ts'
import { faucet } from './faucet.ts'
import { burnedRegister, registerLimit, registerWithWork } from './register.ts'
import { rootRegister } from './root-register.ts'

/** Calls of this part of the pallet. */
export const registrationCalls: readonly Call[] = [
  registerWithWork,
  burnedRegister,
  faucet,
  rootRegister,
  registerLimit,
]
