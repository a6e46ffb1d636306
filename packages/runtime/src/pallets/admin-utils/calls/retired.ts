import { bool, NetUid, Rao } from '@plexus/primitives'
import { call } from '../../../frame/call.ts'
import { fail } from '../../../frame/error.ts'
import { errors } from '../errors.ts'
import { adminUtils } from '../id.ts'
import { weights } from '../weights.ts'

/** Registration by work is gone; fails for everybody. */
export const setNetworkPowRegistrationAllowed = call(
  adminUtils,
  { netuid: NetUid, registration_allowed: bool },
  {
    index: 20,
    name: 'sudo_set_network_pow_registration_allowed',
    weight: weights.sudo_set_network_pow_registration_allowed,
    run: () => fail(errors.POWRegistrationDisabled),
  },
)

/** Issuance follows from emission; fails for everybody. */
export const setTotalIssuance = call(
  adminUtils,
  { total_issuance: Rao },
  {
    index: 33,
    name: 'sudo_set_total_issuance',
    weight: weights.sudo_set_total_issuance,
    run: () => fail(errors.Deprecated),
  },
)
