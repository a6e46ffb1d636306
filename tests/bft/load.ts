import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  bytesToHex,
  createHasher,
  createKeyPair,
  createSignatures,
  hash,
  hexToBytes,
} from '@plexus/primitives'
import { callOf, encodeCall } from '@plexus/runtime'
import { signExtrinsic } from '@plexus/testing'
import { clientOf, sameBlocks, until, untilAllReach } from './checks.ts'
import { foundLocalNetwork } from './network.ts'
import type { LocalNetwork, Member } from './network.ts'

export interface LoadPlan {
  readonly binary: string
  readonly basePort: number
  readonly blockTimeMs: number
  /** Transfers that are sent each second, whatever becomes of them. */
  readonly perSecond: number
  readonly seconds: number
}

const SENDERS = ['//Alice', '//Bob', '//Charlie', '//Dave', '//Eve', '//Ferdie']
const VALIDATORS = 4
const TICK_MS = 50

/** Sends transfers at a fixed rate through all nodes, and tells when they were final. */
export async function measureLoad(plan: LoadPlan): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'plexus-load-'))
  const network = await foundLocalNetwork({ ...plan, directory, validators: VALIDATORS })
  try {
    await Promise.all(network.members.map((member) => network.start(member)))
    await untilAllReach(network, 3)
    const [first] = network.members
    if (first === undefined) throw new Error('there is no node')
    const signed = await signAll(first, plan.perSecond * plan.seconds)
    const sentAt = new Map<string, number>()
    const latencies: number[] = []
    await followFinality(first, sentAt, latencies)
    const began = performance.now()
    const refused = await send(network, signed, plan, sentAt)
    await until('all that was taken is final', () => sentAt.size === 0, 60_000)
    const seconds = (performance.now() - began) / 1000
    const sorted = latencies.toSorted((a, b) => a - b)
    const at = (share: number): string =>
      `${((sorted[Math.floor((sorted.length - 1) * share)] ?? 0) / 1000).toFixed(2)} s`
    process.stdout.write(
      `  ${plan.perSecond}/s offered for ${plan.seconds} s: ${sorted.length} final in ` +
        `${seconds.toFixed(1)} s (${(sorted.length / seconds).toFixed(0)}/s), ${refused} refused; ` +
        `finality p50 ${at(0.5)}, p99 ${at(0.99)}\n`,
    )
    process.stdout.write(`  ${memory(network)}\n  ${await sameBlocks(network)}\n`)
    await network.stop()
  } finally {
    for (const { process: node } of network.members) node?.kill('SIGKILL')
    await Promise.all(network.members.flatMap(({ process: node }) => node?.ended ?? []))
    await rm(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 })
  }
}

/** In turn from each sender, each with its own nonces. */
async function signAll(member: Member, count: number): Promise<readonly string[]> {
  const [hasher, signatures] = await Promise.all([createHasher(), createSignatures()])
  const keys = SENDERS.map((uri) => createKeyPair({ scheme: 'Sr25519', uri }, signatures))
  const genesis = await clientOf(member).request<string>('chain_getBlockHash', [0])
  const genesisHash = hash(hexToBytes(genesis))
  const versions = { specVersion: 425, transactionVersion: 1 }
  return Array.from({ length: count }, (_each, at) => {
    const signer = keys[at % keys.length]
    const to = keys[(at + 1) % keys.length]
    if (signer === undefined || to === undefined) throw new Error('nobody signs')
    const dest = { type: 'Id', value: to.account }
    const call = encodeCall(callOf('Balances', 'transfer_keep_alive', { dest, value: 1_000n }))
    const nonce = Math.floor(at / keys.length)
    return bytesToHex(signExtrinsic(call, { signer, nonce, genesisHash, ...versions }, hasher))
  })
}

async function followFinality(
  member: Member,
  sentAt: Map<string, number>,
  latencies: number[],
): Promise<void> {
  const client = clientOf(member)
  await client.subscribe('chain_subscribeFinalizedHeads', [], (header) => {
    const { number } = header as { readonly number: string }
    void (async () => {
      const at = await client.request<string>('chain_getBlockHash', [Number(number)])
      const { block } = await client.request<{ block: { extrinsics: readonly string[] } }>(
        'chain_getBlock',
        [at],
      )
      const now = performance.now()
      for (const extrinsic of block.extrinsics) {
        const sent = sentAt.get(extrinsic)
        if (sent === undefined) continue
        sentAt.delete(extrinsic)
        latencies.push(now - sent)
      }
    })()
  })
}

/** All of one sender through one node, as wallets do. */
async function send(
  { members }: LocalNetwork,
  signed: readonly string[],
  { perSecond }: LoadPlan,
  sentAt: Map<string, number>,
): Promise<number> {
  let refused = 0
  const answers: Promise<unknown>[] = []
  const began = performance.now()
  for (let next = 0; next < signed.length;) {
    const due = Math.min(
      signed.length,
      Math.floor(((performance.now() - began) / 1000) * perSecond),
    )
    for (; next < due; next += 1) {
      const extrinsic = signed[next] ?? ''
      const member = members[(next % SENDERS.length) % members.length]
      if (member === undefined) continue
      sentAt.set(extrinsic, performance.now())
      answers.push(
        clientOf(member)
          .request('author_submitExtrinsic', [extrinsic])
          .catch(() => {
            refused += 1
            sentAt.delete(extrinsic)
          }),
      )
    }
    await new Promise((resolve) => setTimeout(resolve, TICK_MS))
  }
  await Promise.all(answers)
  return refused
}

/** Resident memory of the nodes, as the system counts it. */
function memory({ members }: LocalNetwork): string {
  const sizes = members.flatMap(({ process: node }) => {
    const pid = node?.child.pid
    if (pid === undefined) return []
    const kibibytes = execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })
    return [Math.round(Number(kibibytes) / 1024)]
  })
  return `memory of the nodes: ${sizes.join(', ')} MiB`
}
