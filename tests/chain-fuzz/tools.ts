import { createHasher, createSignatures } from '@plexus/primitives'
import type { Hasher, KeyPair } from '@plexus/primitives'
import { createHost, createRuntime, localnet, runtimeConfig } from '@plexus/runtime'
import type { ExecutedBlock, Host, Runtime } from '@plexus/runtime'
import { createCast, keysByName, namesByAccount } from '@plexus/testing'
import type { Actor } from '@plexus/testing'

/** What all histories are made with. */
export interface Tools {
  readonly hasher: Hasher
  readonly host: Host
  readonly runtime: Runtime
  readonly genesis: ExecutedBlock
  readonly cast: readonly Actor[]
  readonly keys: ReadonlyMap<string, KeyPair>
  /** What accounts are called, by their hex. */
  readonly names: ReadonlyMap<string, string>
}

/** PERF: signatures are fuzzed elsewhere; here nobody makes any and all are taken for good. */
const NO_SIGNATURE = new Uint8Array(64)

/** The runtime of a local network with real hashes, and those who act on it. */
export async function createTools(): Promise<Tools> {
  const [hasher, signatures] = await Promise.all([createHasher(), createSignatures()])
  const host: Host = { ...createHost(hasher, signatures), verifySignature: () => true }
  const runtime = createRuntime({ host, config: runtimeConfig('fast'), genesis: localnet() })
  const cast = createCast(signatures).map(({ name, coldkey, hotkeys }) => ({
    name,
    coldkey: withoutSecret(coldkey),
    hotkeys: hotkeys.map(withoutSecret),
  }))
  return {
    hasher,
    host,
    runtime,
    genesis: runtime.genesis(),
    cast,
    keys: keysByName(cast),
    names: namesByAccount(cast),
  }
}

const withoutSecret = ({ scheme, publicKey, account }: KeyPair): KeyPair => ({
  scheme,
  publicKey,
  account,
  sign: () => NO_SIGNATURE,
})
