import { AccountId32 } from '@plexus/primitives'
import { call } from '../../../../frame/call.ts'
import { subtensor } from '../../id.ts'
import { registerRoot } from '../register-root.ts'
import { registrationWeights } from '../weights.ts'

/** Gives a hotkey a uid in the root network; free. */
export const rootRegister = call(
  subtensor,
  { hotkey: AccountId32 },
  {
    index: 62,
    name: 'root_register',
    weight: registrationWeights.rootRegister,
    run: (ctx, origin, { hotkey }) => registerRoot(ctx, origin, hotkey),
  },
)
