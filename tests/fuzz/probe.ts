import { bytesToHex, createKeyPair, encodeSs58, hash, hexToBytes } from '@plexus/primitives'
import type { Hash, Hasher, KeyPair, Signatures } from '@plexus/primitives'
import { callOf, encodeCall } from '@plexus/runtime'
import { signExtrinsic } from '@plexus/testing'
import type { RpcClient } from '@plexus/testing'

/** An honest client beside the hostile one. */
export interface Probe {
  readonly genesisHash: Hash
  readonly methods: readonly string[]
  /** Fresh accounts with 100 TAO each, named after a stretch of frames. */
  accounts(stretch: number): Promise<readonly KeyPair[]>
  /** Head, a block, a transfer into a block. @throws Error with what does not work */
  check(): Promise<void>
}

const ACCOUNTS = 8
const FUNDS_RAO = 100_000_000_000

export async function createProbe(
  client: RpcClient,
  hasher: Hasher,
  signatures: Signatures,
): Promise<Probe> {
  const pair = (uri: string): KeyPair => createKeyPair({ scheme: 'Sr25519', uri }, signatures)
  const alice = pair('//Alice')
  const dest = { type: 'Id', value: pair('//Bob').account }
  const genesisHash = hash(hexToBytes(await client.request<string>('chain_getBlockHash', [0])))
  const { methods } = await client.request<{ methods: readonly string[] }>('rpc_methods')

  const transfer = async (): Promise<string> => {
    const nonce = await client.request<number>('account_nextIndex', [encodeSs58(alice.account)])
    const call = encodeCall(callOf('Balances', 'transfer_keep_alive', { dest, value: 1_000n }))
    const versions = { specVersion: 425, transactionVersion: 1 }
    return bytesToHex(
      signExtrinsic(call, { signer: alice, nonce, genesisHash, ...versions }, hasher),
    )
  }
  return {
    genesisHash,
    methods,
    async accounts(stretch) {
      const signers = Array.from({ length: ACCOUNTS }, (_, at) => pair(`//fuzz/${stretch}/${at}`))
      for (const { account } of signers) {
        await client.request('dev_fundAccount', [encodeSs58(account), FUNDS_RAO])
      }
      return signers
    },
    async check() {
      const height = await headNumber(client)
      const extrinsic = await transfer()
      await client.request('author_submitExtrinsic', [extrinsic])
      const block = await client.request<string>('dev_newBlock')
      if ((await headNumber(client)) !== height + 1) throw new Error('dev_newBlock made no block')
      const found = await client.request<{ block: { extrinsics: string[] } }>('chain_getBlock', [
        block,
      ])
      if (!found.block.extrinsics.includes(extrinsic))
        throw new Error('a good transfer is not included')
    },
  }
}

async function headNumber(client: RpcClient): Promise<number> {
  return Number((await client.request<{ number: string }>('chain_getHeader')).number)
}
