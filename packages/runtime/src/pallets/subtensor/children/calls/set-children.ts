import { AccountId32, bool, NetUid, netUid, tuple, u64, vec } from '@plexus/primitives'
import { call } from '../../../../frame/call.ts'
import { ensure } from '../../../../frame/error.ts'
import { ensureRoot, ensureSigned } from '../../../../frame/origin.ts'
import { errors } from '../../errors.ts'
import { events } from '../../events.ts'
import { subtensor } from '../../id.ts'
import { ownsHotkey } from '../../keys/ownership.ts'
import { isRegistered } from '../../registration/neurons.ts'
import { AutoParentDelegationEnabled, PendingChildKeyCooldown } from '../../storage/keys.ts'
import { setChildrenOf } from '../set-children.ts'
import { childrenWeights } from '../weights.ts'

const ROOT = netUid(0)

/** Lends parts of a hotkey's stake on a subnet to other hotkeys, in place of all it lent before. */
export const setChildren = call(
  subtensor,
  { hotkey: AccountId32, netuid: NetUid, children: vec(tuple(u64, AccountId32)) },
  {
    index: 67,
    name: 'set_children',
    weight: childrenWeights.setChildren,
    run(ctx, origin, { hotkey, netuid, children }) {
      setChildrenOf(ctx, ensureSigned(origin), hotkey, netuid, children)
    },
  },
)

/** Sets how long new children wait, in blocks; Root only. */
export const setPendingChildkeyCooldown = call(
  subtensor,
  { cooldown: u64 },
  {
    index: 109,
    name: 'set_pending_childkey_cooldown',
    weight: childrenWeights.setPendingChildkeyCooldown,
    run(ctx, origin, { cooldown }) {
      ensureRoot(origin)
      PendingChildKeyCooldown.set(ctx, cooldown)
    },
  },
)

/** Says whether a root validator becomes a parent of the owners of new subnets. */
export const setAutoParentDelegationEnabled = call(
  subtensor,
  { hotkey: AccountId32, enabled: bool },
  {
    index: 135,
    name: 'set_auto_parent_delegation_enabled',
    weight: childrenWeights.setAutoParentDelegationEnabled,
    run(ctx, origin, { hotkey, enabled }) {
      const coldkey = ensureSigned(origin)
      ensure(ownsHotkey(ctx, coldkey, hotkey), errors.NonAssociatedColdKey)
      ensure(isRegistered(ctx, ROOT, hotkey), errors.HotKeyNotRegisteredInSubNet)
      AutoParentDelegationEnabled.set(ctx, hotkey, enabled)
      ctx.deposit(events, { type: 'AutoParentDelegationEnabledSet', value: { hotkey, enabled } })
    },
  },
)
