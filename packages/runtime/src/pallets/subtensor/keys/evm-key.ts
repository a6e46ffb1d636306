import { concatBytes, encode, u64 } from '@plexus/primitives'
import type { AccountId, NetUid, Uid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { currentBlock } from '../block.ts'
import { AssociatedEvmAddress } from '../storage/neurons.ts'

/** Blocks between two EVM keys of one uid: a day. */
const NORMAL_BLOCKS = 7200n
const FAST_BLOCKS = 1n
/** Ethereum adds this to v. */
const ETHEREUM_V = 27
const V_AT = 64
/** An address is the end of the key's hash. */
const ADDRESS_AT = 12

/** Whether enough blocks have passed since the last EVM key of a uid; the first counts from block 0. */
export function mayAssociateEvmKey(ctx: Context, netuid: NetUid, uid: Uid): boolean {
  const [, last] = AssociatedEvmAddress.get(ctx, netuid, uid) ?? [undefined, 0n]
  const block = currentBlock(ctx)
  const passed = block > last ? block - last : 0n
  return passed >= (ctx.config.timing === 'fast' ? FAST_BLOCKS : NORMAL_BLOCKS)
}

/** What an Ethereum key signs to be tied to a hotkey, and its signature. */
export interface EvmClaim {
  readonly hotkey: AccountId
  /** Any number; nobody compares it with that of a block. */
  readonly blockNumber: bigint
  /** 65 bytes r, s, v; v may be Ethereum's. */
  readonly signature: Uint8Array
}

/** The Ethereum address that signed the claim as a personal message (EIP-191), if any did. */
export function evmSigner({ host }: Context, claim: EvmClaim): Uint8Array | undefined {
  const blockHash = host.keccak256(encode(u64, claim.blockNumber))
  const message = concatBytes(claim.hotkey, blockHash)
  const header = `\x19Ethereum Signed Message:\n${message.length}`
  const digest = host.keccak256(concatBytes(new TextEncoder().encode(header), message))
  const key = host.recoverPublicKey(withPlainV(claim.signature), digest)
  return key && host.keccak256(key).slice(ADDRESS_AT)
}

function withPlainV(signature: Uint8Array): Uint8Array {
  const v = signature[V_AT] ?? 0
  return v < ETHEREUM_V ? signature : signature.with(V_AT, v - ETHEREUM_V)
}
