import type { AccountId, NetUid, Uid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'

/** The uid of a hotkey in a subnet. */
export function uidOf(_ctx: Context, _netuid: NetUid, _hotkey: AccountId): Uid | undefined {
  throw new Error('not built')
}

/** Whether a hotkey has a uid in a subnet. */
export function isRegistered(_ctx: Context, _netuid: NetUid, _hotkey: AccountId): boolean {
  throw new Error('not built')
}

/** Gives a hotkey the next uid (spec: 30-block-step §15.1). */
export function appendNeuron(_ctx: Context, _netuid: NetUid, _hotkey: AccountId): Uid {
  throw new Error('not built')
}

/** Gives the uid of another to a hotkey. */
export function replaceNeuron(_ctx: Context, _netuid: NetUid, _uid: Uid, _hotkey: AccountId): void {
  throw new Error('not built')
}

/** The uid that a newcomer replaces in a full subnet; none where all are kept. */
export function neuronToPrune(_ctx: Context, _netuid: NetUid): Uid | undefined {
  throw new Error('not built')
}
