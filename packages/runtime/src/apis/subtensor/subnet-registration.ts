import { Rao } from '@plexus/primitives'
import { method } from '../../frame/api.ts'
import type { RuntimeApi } from '../../frame/api.ts'
import { networkLockCost } from '../../pallets/subtensor/subnets/lock-cost.ts'

export const subnetRegistrationApi: RuntimeApi = {
  name: 'SubnetRegistrationRuntimeApi',
  methods: [
    method('get_network_registration_cost', {}, Rao, ({ ctx }) => networkLockCost(ctx), [
      'What a new subnet costs now, in rao.',
    ]),
  ],
}
