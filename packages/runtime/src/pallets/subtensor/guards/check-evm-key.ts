import { errors } from '../errors.ts'
import { associateEvmKey } from '../keys/calls/associate-evm-key.ts'
import { mayAssociateEvmKey } from '../keys/evm-key.ts'
import { uidOf } from '../registration/neurons.ts'
import type { Guard } from './guard.ts'

/** An EVM key is tied to a uid, and not too soon after the last one. */
export const checkEvmKey: Guard = (ctx, who, value) => {
  if (!associateEvmKey.is(value)) return undefined
  const { netuid } = value.args
  const uid = uidOf(ctx, netuid, who)
  if (uid === undefined) return errors.HotKeyNotRegisteredInSubNet
  return mayAssociateEvmKey(ctx, netuid, uid) ? undefined : errors.EvmKeyAssociateRateLimitExceeded
}
