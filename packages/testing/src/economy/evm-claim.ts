import { concatBytes, encode, u64 } from '@plexus/primitives'
import type { RuntimeCall } from '@plexus/runtime'
import { subtensor } from './move.ts'
import type { World } from './move.ts'

/** Ethereum keys that hotkeys are tied to. */
const KEYS = 5
const ADDRESS_AT = 12
const ETHEREUM_V = 27
const V_AT = 64

/** An Ethereum key is tied to a hotkey, by its signature (spec: 20-calls §5.7). */
export function evmClaim(world: World, hotkey: Uint8Array, netuid: number): RuntimeCall {
  const { random, hasher, signatures } = world
  const secret = new Uint8Array(32).fill(1 + random.below(KEYS))
  const block_number = BigInt(random.below(1_000))
  const message = concatBytes(hotkey, hasher.keccak256(encode(u64, block_number)))
  const head = new TextEncoder().encode(`\x19Ethereum Signed Message:\n${message.length}`)
  const digest = hasher.keccak256(concatBytes(head, message))
  const plain = signatures.ecdsa.signPrehashed(secret, digest)
  const key = signatures.ecdsa.recoverPrehashed(plain, digest)
  if (key === undefined) throw new Error('the key does not come back')
  const evm_key = hasher.keccak256(key).slice(ADDRESS_AT)
  const v = plain[V_AT] ?? 0
  const signature = random.oneIn(2) ? plain : plain.with(V_AT, v + ETHEREUM_V)
  return subtensor('associate_evm_key', { netuid, evm_key, block_number, signature })
}
