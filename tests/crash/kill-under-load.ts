import {
  bytesToHex,
  createHasher,
  createKeyPair,
  createSignatures,
  encodeSs58,
  hash,
  hexToBytes,
} from '@plexus/primitives'
import { callOf, encodeCall } from '@plexus/runtime'
import { connectRpc, signExtrinsic, startNodeProcess } from '@plexus/testing'

/** A transaction that the node said is final, and the block it named. */
export interface Acknowledged {
  readonly extrinsic: string
  readonly block: string
}

export interface KillPlan {
  readonly path: string
  /** Time between the first block of this run and the kill. */
  readonly killAfterMs: number
}

const BLOCK_MS = 50

/** Runs a node on a directory, sends transfers as fast as it takes them, and kills it. */
export async function killUnderLoad({ path, killAfterMs }: KillPlan): Promise<{
  readonly announced: number
  readonly finalized: readonly Acknowledged[]
}> {
  const port = 20_000 + (process.pid % 20_000)
  const node = startNodeProcess([
    'node',
    ...['--path', path, '--chain', 'dev', '--timing', 'fast', '--block-time', String(BLOCK_MS)],
    ...['--rpc-port', String(port)],
  ])
  const client = await connectRpc(`ws://127.0.0.1:${port}`)
  const head = await client.request<{ number: string }>('chain_getHeader')
  await node.reached(Number(head.number) + 1)
  const finalized: Acknowledged[] = []
  const load = sendTransfers(client, (one) => finalized.push(one))
  await new Promise((resolve) => setTimeout(resolve, killAfterMs))
  node.kill('SIGKILL')
  await node.ended
  client.close()
  await load
  return { announced: node.announced(), finalized }
}

/** Transfers of Alice in nonce order, a few in flight, until the connection ends. */
async function sendTransfers(
  client: Awaited<ReturnType<typeof connectRpc>>,
  onFinalized: (one: Acknowledged) => void,
): Promise<void> {
  const [hasher, signatures] = await Promise.all([createHasher(), createSignatures()])
  const signer = createKeyPair({ scheme: 'Sr25519', uri: '//Alice' }, signatures)
  const to = createKeyPair({ scheme: 'Sr25519', uri: '//Bob' }, signatures)
  try {
    const genesis = await client.request<string>('chain_getBlockHash', [0])
    const genesisHash = hash(hexToBytes(genesis))
    let nonce = await client.request<number>('account_nextIndex', [encodeSs58(signer.account)])
    for (;;) {
      const dest = { type: 'Id', value: to.account }
      const call = encodeCall(callOf('Balances', 'transfer_keep_alive', { dest, value: 1_000n }))
      const versions = { specVersion: 425, transactionVersion: 1 }
      const bytes = signExtrinsic(call, { signer, nonce, genesisHash, ...versions }, hasher)
      const extrinsic = bytesToHex(bytes)
      await client.subscribe('author_submitAndWatchExtrinsic', [extrinsic], (status) => {
        if (typeof status === 'object' && status !== null && 'finalized' in status) {
          onFinalized({ extrinsic, block: String(status.finalized) })
        }
      })
      nonce += 1
    }
  } catch {
    // The kill ends the connection; what was finalised until then has been counted.
  }
}
