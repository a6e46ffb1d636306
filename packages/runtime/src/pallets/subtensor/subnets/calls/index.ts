import type { Call } from '../../../../frame/call.ts'
import { dissolveNetwork, rootDissolveNetwork } from './dissolve.ts'
import { registerLeasedNetworkCall, terminateLeaseCall } from './lease.ts'
import { registerNetworkCall, registerNetworkWithIdentity } from './register-network.ts'
import { setSubnetIdentityCall } from './set-subnet-identity.ts'
import { startCall } from './start-call.ts'
import { updateSymbol } from './update-symbol.ts'

/** Calls of this part of the pallet. */
export const subnetsCalls: readonly Call[] = [
  registerNetworkCall,
  dissolveNetwork,
  setSubnetIdentityCall,
  registerNetworkWithIdentity,
  startCall,
  registerLeasedNetworkCall,
  terminateLeaseCall,
  updateSymbol,
  rootDissolveNetwork,
]
