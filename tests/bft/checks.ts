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
import type { LocalNetwork, Member } from './network.ts'

/** Waits until something holds. @throws Error that says what did not, in time */
export async function until(
  what: string,
  holds: () => Promise<boolean> | boolean,
  timeoutMs = 120_000,
): Promise<void> {
  const deadline = Date.now() + timeoutMs
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`not in ${timeoutMs / 1000} s: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

export const heightOf = async (member: Member): Promise<number> =>
  Number((await clientOf(member).request<{ number: string }>('chain_getHeader')).number)

/** Waits until every running member has a block of this height. */
export async function untilAllReach(network: LocalNetwork, height: number): Promise<void> {
  for (const member of running(network)) {
    await until(
      `${member.name} has block ${height}`,
      async () => (await heightOf(member)) >= height,
    )
  }
}

export const running = ({ members }: LocalNetwork): readonly Member[] =>
  members.filter(({ process }) => process !== undefined)

/** All members have the same block at every height up to the lowest head. */
export async function sameBlocks(network: LocalNetwork): Promise<string> {
  const members = running(network)
  const lowest = Math.min(...(await Promise.all(members.map(heightOf))))
  const heights = Array.from({ length: lowest + 1 }, (_each, height) => height)
  const [first = [], ...others] = await Promise.all(
    members.map((member) =>
      Promise.all(
        heights.map((height) => clientOf(member).request<string>('chain_getBlockHash', [height])),
      ),
    ),
  )
  for (const [at, hashes] of others.entries()) {
    const differs = heights.find((height) => hashes[height] !== first[height])
    if (differs === undefined) continue
    throw new Error(`${members[0]?.name} and ${members[at + 1]?.name} differ at block ${differs}`)
  }
  return `${members.length} nodes agree on ${lowest} blocks`
}

/** A transaction that a member said is final, and where. */
export interface Finalized {
  readonly extrinsic: string
  readonly block: string
}

/** Sends a transfer through one member and waits until that member says that it is final. */
export async function transferThrough(
  member: Member,
  uri: string,
  timeoutMs = 60_000,
): Promise<Finalized> {
  const client = clientOf(member)
  const extrinsic = await signTransfer(client, uri)
  let done: string | undefined
  let refused: string | undefined
  await client.subscribe('author_submitAndWatchExtrinsic', [extrinsic], (status) => {
    if (typeof status === 'object' && status !== null && 'finalized' in status) {
      done = String(status.finalized)
    }
    if (status === 'invalid' || status === 'dropped') refused = status
  })
  await until(
    `a transfer through ${member.name} is final`,
    () => {
      if (refused !== undefined) throw new Error(`${member.name} says that it is ${refused}`)
      return done !== undefined
    },
    timeoutMs,
  )
  return { extrinsic, block: done ?? '' }
}

/** All members have what one of them said is final, once, in the block that it named. */
export async function nothingLost(
  network: LocalNetwork,
  finalized: readonly Finalized[],
): Promise<string> {
  for (const member of running(network)) {
    for (const { extrinsic, block } of finalized) {
      const found = await clientOf(member).request<{
        block: { extrinsics: readonly string[] }
      } | null>('chain_getBlock', [block])
      const times = found?.block.extrinsics.filter((each) => each === extrinsic).length ?? 0
      if (times !== 1) throw new Error(`${member.name} has a final transaction ${times} times`)
    }
  }
  return `${finalized.length} final transactions are on ${running(network).length} nodes`
}

async function signTransfer(client: RpcClient, uri: string): Promise<string> {
  const [hasher, signatures] = await Promise.all([createHasher(), createSignatures()])
  const signer = createKeyPair({ scheme: 'Sr25519', uri }, signatures)
  const to = createKeyPair({ scheme: 'Sr25519', uri: '//Ferdie' }, signatures)
  const genesis = await client.request<string>('chain_getBlockHash', [0])
  const nonce = await client.request<number>('account_nextIndex', [encodeSs58(signer.account)])
  const dest = { type: 'Id', value: to.account }
  const call = encodeCall(callOf('Balances', 'transfer_keep_alive', { dest, value: 1_000n }))
  const versions = { specVersion: 425, transactionVersion: 1 }
  const genesisHash = hash(hexToBytes(genesis))
  return bytesToHex(signExtrinsic(call, { signer, nonce, genesisHash, ...versions }, hasher))
}

export function clientOf({ client, name }: Member): RpcClient {
  if (client === undefined) throw new Error(`${name} does not run`)
  return client
}
