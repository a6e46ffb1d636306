import { createHasher, createKeyPair, createSignatures } from '@plexus/primitives'
import type { Hash } from '@plexus/primitives'
import { createNode } from '@plexus/node'
import { callOf, encodeCall } from '@plexus/runtime'
import { signExtrinsic } from '@plexus/testing'
import { INHERENTS, secondsOf } from '../scenario.ts'
import type { Scenario } from '../scenario.ts'

const SENDERS = 50

/** Signed keep-alive transfers of many senders, in nonce order. */
async function signedTransfers(count: number, genesisHash: Hash): Promise<Uint8Array[]> {
  const [hasher, signatures] = await Promise.all([createHasher(), createSignatures()])
  const senders = Array.from({ length: SENDERS }, (_, at) =>
    createKeyPair({ scheme: 'Sr25519', uri: `//bench//${at}` }, signatures),
  )
  const transfers: Uint8Array[] = []
  for (let at = 0; at < count; at += 1) {
    const signer = senders[at % SENDERS]
    const to = senders[(at + 1) % SENDERS]
    if (signer === undefined || to === undefined) throw new Error('there are no senders')
    const call = callOf('Balances', 'transfer_keep_alive', {
      dest: { type: 'Id', value: to.account },
      value: 1_000n,
    })
    const nonce = Math.floor(at / SENDERS)
    const versions = { specVersion: 425, transactionVersion: 1 }
    transfers.push(
      signExtrinsic(encodeCall(call), { signer, nonce, genesisHash, ...versions }, hasher),
    )
  }
  return transfers
}

/** Bare verifications per second of the sr25519 library on this thread. */
async function bareVerifyRate(count: number): Promise<number> {
  const signatures = await createSignatures()
  const signer = createKeyPair({ scheme: 'Sr25519', uri: '//bench' }, signatures)
  const message = new Uint8Array(120).fill(7)
  const signature = signer.sign(message)
  const seconds = await secondsOf(() => {
    for (let at = 0; at < count; at += 1) {
      signatures.sr25519.verify(signature, message, signer.publicKey)
    }
  })
  return count / seconds
}

export const transfers: Scenario = {
  name: 'transfers',
  about: 'signed transfers from submit to block, signatures checked in worker threads',
  async run(size) {
    const count = size === 'full' ? 10_000 : 500
    const bare = await bareVerifyRate(size === 'full' ? 4_000 : 500)
    const node = await createNode({
      preset: 'localnet',
      timing: 'fast',
      sealing: { mode: 'manual' },
      memory: true,
      signatureWorkers: 2,
    })
    await node.start()
    try {
      const [signatures, all] = await Promise.all([
        createSignatures(),
        signedTransfers(count, node.chain.genesisHash),
      ])
      for (let at = 0; at < SENDERS; at += 1) {
        const { account } = createKeyPair({ scheme: 'Sr25519', uri: `//bench//${at}` }, signatures)
        await node.dev.fundAccount(account as never, 1_000_000_000_000n)
      }
      let included = 0
      const seconds = await secondsOf(async () => {
        // As many in flight as the pool holds comfortably; a block whenever a batch has arrived.
        for (let from = 0; from < all.length; from += 1_000) {
          const batch = all.slice(from, from + 1_000)
          await Promise.all(batch.map((bytes) => node.pool.submit(bytes, 'External')))
          while (node.pool.size().ready > 0) {
            const { hash } = await node.engine.seal()
            included += (node.chain.body(hash)?.length ?? INHERENTS) - INHERENTS
          }
        }
      })
      if (included !== count) throw new Error(`${included} of ${count} transfers were included`)
      return [
        {
          name: 'signed transfers, submit to block',
          value: count / seconds,
          unit: 'transfers/s',
          beside: { name: 'bare sr25519 verify, one core', value: bare, unit: 'verify/s' },
          goal: { atLeast: 0.6, of: 'ratio' },
        },
      ]
    } finally {
      await node.stop()
    }
  },
}
