import { bytes, equalBytes, NetUid } from '@plexus/primitives'
import { call } from '../../../../frame/call.ts'
import { ensure } from '../../../../frame/error.ts'
import { ensureSigned } from '../../../../frame/origin.ts'
import { errors } from '../../errors.ts'
import { subtensor } from '../../id.ts'
import { SubnetOwner } from '../../storage/networks.ts'
import { setSubnetIdentity } from '../identity.ts'
import { subnetWeights } from '../weights.ts'

/** The owner says what a subnet is about. */
export const setSubnetIdentityCall = call(
  subtensor,
  {
    netuid: NetUid,
    subnet_name: bytes,
    github_repo: bytes,
    subnet_contact: bytes,
    subnet_url: bytes,
    discord: bytes,
    description: bytes,
    logo_url: bytes,
    additional: bytes,
  },
  {
    index: 78,
    name: 'set_subnet_identity',
    weight: subnetWeights.setSubnetIdentity,
    run(ctx, origin, { netuid, ...identity }) {
      const who = ensureSigned(origin)
      ensure(equalBytes(SubnetOwner.get(ctx, netuid), who), errors.NotSubnetOwner)
      setSubnetIdentity(ctx, netuid, identity)
    },
  },
)
