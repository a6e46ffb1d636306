import { createHasher, createKeyPair, createSignatures } from '@plexus/primitives'
import type { Hasher, KeyPair, Signatures } from '@plexus/primitives'
import { createNode } from '@plexus/node'
import type { Node } from '@plexus/node'
import { callOf, encodeCall } from '@plexus/runtime'
import type { RuntimeCall } from '@plexus/runtime'
import { signExtrinsic } from '@plexus/testing'
import { INHERENTS } from '../scenario.ts'

/** A node and the keys of those who act on it. */
export interface World {
  readonly node: Node
  /** The keys of `//bench` with this path. */
  key(path: string): KeyPair
  /** A signed call with the signer's next nonce. */
  sign(signer: KeyPair, call: RuntimeCall): Uint8Array
  /** Submits transactions and seals blocks until all are in; seconds that this took. */
  include(transactions: readonly Uint8Array[]): Promise<number>
  /** Lets Root call. */
  root(pallet: string, name: string, args: Readonly<Record<string, unknown>>): Promise<void>
}

/** Transactions that wait at a time. */
const BATCH = 1_000
const VERSIONS = { specVersion: 425, transactionVersion: 1 }

/** A node in memory that seals when it is told, with the blocks of the normal build. */
export async function createWorld(): Promise<World> {
  const [hasher, signatures] = await Promise.all([createHasher(), createSignatures()])
  const node = await createNode({
    preset: 'localnet',
    timing: 'normal',
    sealing: { mode: 'manual' },
    memory: true,
    signatureWorkers: 2,
  })
  await node.start()
  return world(node, hasher, signatures)
}

function world(node: Node, hasher: Hasher, signatures: Signatures): World {
  const nonces = new Map<string, number>()
  const genesisHash = node.chain.genesisHash
  const keyOf = (uri: string): KeyPair => createKeyPair({ scheme: 'Sr25519', uri }, signatures)
  const alice = keyOf('//Alice')

  const self: World = {
    node,
    key: (path) => keyOf(`//bench//${path}`),
    sign(signer, call) {
      const who = signer.account.join()
      const nonce = nonces.get(who) ?? 0
      nonces.set(who, nonce + 1)
      return signExtrinsic(encodeCall(call), { signer, nonce, genesisHash, ...VERSIONS }, hasher)
    },
    async include(transactions) {
      const begin = performance.now()
      let included = 0
      for (let from = 0; from < transactions.length; from += BATCH) {
        const batch = transactions.slice(from, from + BATCH)
        await Promise.all(batch.map((bytes) => node.pool.submit(bytes, 'External')))
        while (node.pool.size().ready > 0) {
          const { hash } = await node.engine.seal()
          included += (node.chain.body(hash)?.length ?? INHERENTS) - INHERENTS
        }
      }
      if (included !== transactions.length) {
        throw new Error(`${included} of ${transactions.length} transactions were included`)
      }
      return (performance.now() - begin) / 1000
    },
    async root(pallet, name, args) {
      const call = callOf(pallet, name, args)
      await self.include([self.sign(alice, callOf('Sudo', 'sudo', { call }))])
    },
  }
  return self
}
