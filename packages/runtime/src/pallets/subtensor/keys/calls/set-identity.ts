import { bytes } from '@plexus/primitives'
import { call } from '../../../../frame/call.ts'
import { ensure } from '../../../../frame/error.ts'
import { ensureSigned } from '../../../../frame/origin.ts'
import { errors } from '../../errors.ts'
import { events } from '../../events.ts'
import { subtensor } from '../../id.ts'
import { isRegisteredOnAny } from '../../registration/neurons.ts'
import { OwnedHotkeys } from '../../storage/keys.ts'
import { IdentitiesV2 } from '../../storage/networks.ts'
import { isWithinLimits } from '../../subnets/identity.ts'
import { keyWeights } from '../weights.ts'

/** Most bytes of each field. Their sum is within the reference's limit of 4,096 for all together. */
const LIMITS = {
  name: 256,
  url: 256,
  github_repo: 256,
  image: 1024,
  discord: 256,
  description: 1024,
  additional: 1024,
} as const

/** The owner of a registered hotkey says who it is. */
export const setIdentity = call(
  subtensor,
  {
    name: bytes,
    url: bytes,
    github_repo: bytes,
    image: bytes,
    discord: bytes,
    description: bytes,
    additional: bytes,
  },
  {
    index: 68,
    name: 'set_identity',
    weight: keyWeights.setIdentity,
    run(ctx, origin, identity) {
      const who = ensureSigned(origin)
      const isNeuron = OwnedHotkeys.get(ctx, who).some((hotkey) => isRegisteredOnAny(ctx, hotkey))
      ensure(isNeuron, errors.HotKeyNotRegisteredInNetwork)
      ensure(isWithinLimits(identity, LIMITS), errors.InvalidIdentity)
      IdentitiesV2.set(ctx, who, identity)
      ctx.deposit(events, { type: 'ChainIdentitySet', value: who })
    },
  },
)
