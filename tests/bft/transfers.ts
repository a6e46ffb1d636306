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
import { signExtrinsic } from '@plexus/testing'
import type { RpcClient } from '@plexus/testing'
import { bodyOf, clientOf, hashAt, heightOf, until } from './checks.ts'
import type { LocalNetwork, Member } from './network.ts'

/** Who sends through which member, so that nonces do not meet. */
export const SENDERS = ['//Alice', '//Bob', '//Charlie', '//Dave']

/** A transfer that a member has taken. */
export interface Flying {
  readonly member: Member
  /** The connection over which the member tells about it. */
  readonly client: RpcClient
  readonly extrinsic: string
  /** Height of the member when it took it. */
  readonly since: number
  /** The block that is final, as soon as the member has said so. */
  block?: string
  /** Where the member said that it will not be. */
  refused?: string
}

/** Sends one transfer through each member, and follows what becomes of them. */
export function sendThroughAll(network: LocalNetwork): Promise<readonly Flying[]> {
  return Promise.all(
    network.members.map((member, at) => sendThrough(network, member, SENDERS[at] ?? '//Eve')),
  )
}

/** One transfer through each member; resolves when each has said that its own is final. */
export async function transfersThroughAll(network: LocalNetwork): Promise<void> {
  for (const flying of await sendThroughAll(network)) await untilFinal(flying)
}

/** Waits until the member that took it says that it is final. */
export function untilFinal(flying: Flying, timeoutMs = 60_000): Promise<void> {
  const { name } = flying.member
  return until(
    `a transfer through ${name} is final`,
    () => {
      if (flying.refused !== undefined) throw new Error(`${name} says: ${flying.refused}`)
      return flying.block !== undefined
    },
    timeoutMs,
  )
}

/**
 * A member that died and is back takes the transfer again, byte for byte, unless it has it: then
 * it is in one block, whatever became of it before. One that lives will say when it is final.
 */
export async function sendAgain(network: LocalNetwork, flying: Flying): Promise<void> {
  if (flying.block !== undefined) return
  const { member, extrinsic } = flying
  if (flying.client === member.client) {
    await untilFinal(flying)
    return
  }
  // It may be in a block already, or in the pool again: gossip has brought it.
  await clientOf(member)
    .request('author_submitExtrinsic', [extrinsic])
    .catch(() => {})
  let looked = flying.since
  await until(`a transfer through ${member.name}, sent again, is in a block`, async () => {
    const head = await heightOf(member)
    for (; looked <= head; looked += 1) {
      const block = await hashAt(member, looked)
      if (!(await bodyOf(member, block)).includes(extrinsic)) continue
      network.finalized.push({ extrinsic, block })
      return true
    }
    return false
  })
}

export async function sendThrough(
  network: LocalNetwork,
  member: Member,
  uri: string,
): Promise<Flying> {
  const client = clientOf(member)
  const extrinsic = await signTransfer(member, uri)
  const flying: Flying = { member, client, extrinsic, since: await heightOf(member) }
  await client.subscribe('author_submitAndWatchExtrinsic', [extrinsic], (status) => {
    if (typeof status === 'object' && status !== null && 'finalized' in status) {
      const block = String(status.finalized)
      flying.block = block
      network.finalized.push({ extrinsic, block })
    }
    if (status === 'invalid' || status === 'dropped') flying.refused = status
  })
  return flying
}

async function signTransfer(member: Member, uri: string): Promise<string> {
  const client = clientOf(member)
  const [hasher, signatures] = await Promise.all([createHasher(), createSignatures()])
  const signer = createKeyPair({ scheme: 'Sr25519', uri }, signatures)
  const to = createKeyPair({ scheme: 'Sr25519', uri: '//Ferdie' }, signatures)
  const genesis = await hashAt(member, 0)
  const nonce = await client.request<number>('account_nextIndex', [encodeSs58(signer.account)])
  const dest = { type: 'Id', value: to.account }
  const call = encodeCall(callOf('Balances', 'transfer_keep_alive', { dest, value: 1_000n }))
  const versions = { specVersion: 425, transactionVersion: 1 }
  const genesisHash = hash(hexToBytes(genesis))
  return bytesToHex(signExtrinsic(call, { signer, nonce, genesisHash, ...versions }, hasher))
}
