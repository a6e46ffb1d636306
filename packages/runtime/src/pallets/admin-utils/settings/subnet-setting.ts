import { NetUid, netUid } from '@plexus/primitives'
import type { AccountId, Type } from '@plexus/primitives'
import { call } from '../../../frame/call.ts'
import type { DispatchClass, TypedCall } from '../../../frame/call.ts'
import type { Context } from '../../../frame/context.ts'
import { ensure } from '../../../frame/error.ts'
import type { StorageItem } from '../../../frame/storage.ts'
import { ensureAdminWindowOpen } from '../../subtensor/epoch/schedule.ts'
import { events as subtensorEvents } from '../../subtensor/events.ts'
import { subnetExists } from '../../subtensor/subnets/list.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { adminUtils } from '../id.ts'
import { weights } from '../weights.ts'
import type { SettingName } from '../weights.ts'
import type { Authority } from './authority.ts'
import type { SubtensorEvent } from './chain-setting.ts'

type AdminEvent = Parameters<typeof events.encode>[0]

/** What a bound is checked with. */
export interface Proposal<T> {
  readonly netuid: NetUid
  readonly value: T
  /** The owner who asks; `undefined` for Root. */
  readonly owner: AccountId | undefined
}

/** A setting of a subnet that its owner or Root changes. */
export interface SubnetSetting<K extends string, T> {
  readonly index: number
  readonly name: SettingName
  /** Name of the second argument on the wire; the first is the netuid. */
  readonly arg: K
  readonly type: Type<T>
  readonly class?: DispatchClass
  readonly by: Authority
  /** Which checks follow that of the origin, in this order. */
  readonly checks: readonly ('window' | 'exists' | 'not root')[]
  /** Bounds that hold before the subnet is known to exist. */
  readonly earlyBounds?: (proposal: Proposal<T>) => void
  /** Fails where the value is out of its bounds. */
  readonly bounds?: (ctx: Context, proposal: Proposal<T>) => void
  /** Where the value goes, or what is done with it. */
  readonly to: StorageItem<[NetUid], T, T> | ((ctx: Context, netuid: NetUid, value: T) => void)
  readonly event?: (netuid: NetUid, value: T) => SubtensorEvent
  readonly ownEvent?: (netuid: NetUid, value: T) => AdminEvent
}

const ROOT_NETUID = netUid(0)

/**
 * The call of a setting of a subnet: origin and rate limit, freeze window, existence, bounds, the
 * value, its events, the record for the rate limit (spec: 20-calls §13).
 */
export function subnetSetting<const K extends string, T>(
  setting: SubnetSetting<K, T>,
): TypedCall<{ readonly netuid: NetUid } & { readonly [P in K]: T }> {
  const { index, name, arg, type, by, checks, to, event, ownEvent } = setting
  const declared = call(
    adminUtils,
    { netuid: NetUid, [arg]: type },
    {
      index,
      name,
      weight: weights[name],
      ...(setting.class && { class: setting.class }),
      run(ctx, origin, args) {
        const netuid = args['netuid'] as NetUid
        const value = args[arg] as T
        const owner = by.check(ctx, origin, netuid)
        if (checks.includes('window')) ensureAdminWindowOpen(ctx, netuid)
        setting.earlyBounds?.({ netuid, value, owner })
        if (checks.includes('exists')) ensure(subnetExists(ctx, netuid), errors.SubnetDoesNotExist)
        if (checks.includes('not root')) {
          ensure(netuid !== ROOT_NETUID, errors.NotPermittedOnRootSubnet)
        }
        setting.bounds?.(ctx, { netuid, value, owner })
        if (typeof to === 'function') to(ctx, netuid, value)
        else to.set(ctx, netuid, value)
        if (event !== undefined) ctx.deposit(subtensorEvents, event(netuid, value))
        if (ownEvent !== undefined) ctx.deposit(events, ownEvent(netuid, value))
        by.record(ctx, netuid, owner)
      },
    },
  )
  return declared as TypedCall<{ readonly netuid: NetUid } & { readonly [P in K]: T }>
}
