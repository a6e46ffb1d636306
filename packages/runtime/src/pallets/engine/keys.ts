import { accountId, concatBytes } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import { BlockHash } from '../system/storage.ts'
import { ConsensusKey, KeyOfAddress, KeyOwner } from './storage.ts'
import { ADDRESS_BYTES } from './types.ts'

const PURPOSE = new TextEncoder().encode('plexus/consensus-key')

/** How the engine names a consensus key. */
export const addressOf = (ctx: Pick<Context, 'host'>, key: Uint8Array): Uint8Array =>
  ctx.host.sha256(key).slice(0, ADDRESS_BYTES)

/** What a consensus key signs to prove that it agrees to be that of a hotkey on this chain. */
export const proofMessage = (genesisHash: Uint8Array, hotkey: AccountId): Uint8Array =>
  concatBytes(PURPOSE, genesisHash, hotkey)

/** Whether the owner of a consensus key agreed to be that of the hotkey. */
export function isProven(
  ctx: Context,
  hotkey: AccountId,
  key: Uint8Array,
  signature: Uint8Array,
): boolean {
  const message = proofMessage(BlockHash.get(ctx, 0), hotkey)
  return ctx.host.verifySignature({ kind: 'Ed25519', signer: accountId(key), signature, message })
}

/** Records a key that was never used. */
export function bindKey(ctx: Context, hotkey: AccountId, key: Uint8Array): void {
  ConsensusKey.set(ctx, hotkey, key)
  KeyOwner.set(ctx, key, hotkey)
  KeyOfAddress.set(ctx, addressOf(ctx, key), key)
}
