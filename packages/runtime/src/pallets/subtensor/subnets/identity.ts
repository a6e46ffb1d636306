import type { NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { ensure } from '../../../frame/error.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { SubnetIdentitiesV3 } from '../storage/networks.ts'
import type { SubnetIdentityV3 } from '../types.ts'

/** Most bytes of each field. */
const LIMITS: Readonly<Record<keyof SubnetIdentityV3, number>> = {
  subnet_name: 256,
  github_repo: 1024,
  subnet_contact: 1024,
  subnet_url: 1024,
  discord: 256,
  description: 1024,
  logo_url: 1024,
  additional: 1024,
}

/** Writes what a subnet is about. @throws DispatchFailure InvalidIdentity */
export function setSubnetIdentity(ctx: Context, netuid: NetUid, identity: SubnetIdentityV3): void {
  ensure(isWithinLimits(identity, LIMITS), errors.InvalidIdentity)
  SubnetIdentitiesV3.set(ctx, netuid, identity)
  ctx.deposit(events, { type: 'SubnetIdentitySet', value: netuid })
}

/** Whether no field is longer than its limit. */
export function isWithinLimits<F extends string>(
  fields: Readonly<Record<F, Uint8Array>>,
  limits: Readonly<Record<F, number>>,
): boolean {
  return Object.entries<number>(limits).every(([name, most]) => fields[name as F].length <= most)
}
