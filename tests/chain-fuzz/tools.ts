import { createHasher, createSignatures, shieldKeyPair } from '@plexus/primitives'
import type { Hasher, KeyPair, Signatures } from '@plexus/primitives'
import { createHost, createRuntime, localnet, runtimeConfig } from '@plexus/runtime'
import type { ExecutedBlock, Host, Runtime } from '@plexus/runtime'
import { createCast, keysByName, namesByAccount } from '@plexus/testing'
import type { Actor } from '@plexus/testing'

/** What all histories are made with. */
export interface Tools {
  readonly hasher: Hasher
  readonly signatures: Signatures
  readonly host: Host
  readonly runtime: Runtime
  readonly genesis: ExecutedBlock
  readonly cast: readonly Actor[]
  readonly keys: ReadonlyMap<string, KeyPair>
  /** What accounts are called, by their hex. */
  readonly names: ReadonlyMap<string, string>
  /** The key that the author of a block announces, to whom others may encrypt. */
  shieldKey(block: number): Uint8Array
}

/** Authors announce so many keys in turns. */
const SHIELD_KEYS = 5
const SHIELD_SEED_BYTES = 64

/** PERF: signatures are fuzzed elsewhere; here nobody makes any and all are taken for good. */
const NO_SIGNATURE = new Uint8Array(64)

/** The runtime of a local network with real hashes, and those who act on it. */
export async function createTools(): Promise<Tools> {
  const [hasher, signatures] = await Promise.all([createHasher(), createSignatures()])
  const host: Host = { ...createHost(hasher, signatures), verifySignature: () => true }
  const runtime = createRuntime({ host, config: runtimeConfig('fast'), genesis: localnet() })
  const cast = createCast(signatures).map(({ name, coldkey, hotkeys, spares }) => ({
    name,
    coldkey: withoutSecret(coldkey),
    hotkeys: hotkeys.map(withoutSecret),
    spares: spares.map(withoutSecret),
  }))
  const shieldKeys = Array.from({ length: SHIELD_KEYS }, (_, at) => {
    return shieldKeyPair(new Uint8Array(SHIELD_SEED_BYTES).fill(at)).publicKey
  })
  return {
    hasher,
    signatures,
    host,
    runtime,
    genesis: runtime.genesis(),
    cast,
    keys: keysByName(cast),
    names: namesByAccount(cast),
    shieldKey: (block) => shieldKeys[block % SHIELD_KEYS] ?? new Uint8Array(),
  }
}

const withoutSecret = ({ scheme, publicKey, account }: KeyPair): KeyPair => ({
  scheme,
  publicKey,
  account,
  sign: () => NO_SIGNATURE,
})
