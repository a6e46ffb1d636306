import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createHasher, createKeyPair, createSignatures } from '@plexus/primitives'
import { createNode } from '@plexus/node'
import { toStorageKey } from '@plexus/runtime'
import { heightOf } from './checks.ts'
import { catchesUp, othersGoOn } from './faults.ts'
import type { LocalNetwork, Member } from './network.ts'

/** Exit code of a node that cannot go on until its operator acts (docs/cli.md). */
const REFUSED = 3
const MAX_END_MS = 120_000

/** The chain of a member is gone, its copy of the blocks is not: it executes all of them again. */
export async function loseData(network: LocalNetwork, member: Member): Promise<string> {
  const before = await heightOf(member)
  await network.end(member)
  await rm(join(member.path, 'chain'), { recursive: true })
  await network.start(member)
  await catchesUp(network, member)
  return `${member.name} lost ${before} blocks of ours, and has them again`
}

/**
 * One bit of the state of a member is another: it is found out with its next block, says so and
 * ends; the others go on.
 */
export async function flipState(network: LocalNetwork, member: Member): Promise<string> {
  const height = await heightOf(member)
  await network.end(member)
  await flipBalance(join(member.path, 'chain'))
  await network.start(member)
  const { process: node } = member
  if (node === undefined) throw new Error(`${member.name} does not run`)
  const timer = setTimeout(() => node.kill('SIGKILL'), MAX_END_MS)
  const { code } = await node.ended
  clearTimeout(timer)
  const words = node
    .stderr()
    .split('\n')
    .find((line) => line.startsWith('error['))
  if (code !== REFUSED || words?.startsWith('error[ConsensusFailure]: ') !== true) {
    throw new Error(`${member.name} ended with ${String(code)} and said: ${node.stderr()}`)
  }
  member.client?.close()
  delete member.process
  delete member.client
  await othersGoOn(network, member, height)
  return `${member.name} with a changed state: exit ${code}: ${words}`
}

/** The lowest bit of what `//Eve` owns. */
async function flipBalance(path: string): Promise<void> {
  const [hasher, signatures] = await Promise.all([createHasher(), createSignatures()])
  const { account } = createKeyPair({ scheme: 'Sr25519', uri: '//Eve' }, signatures)
  const { chain, stop } = await createNode({
    ...{ preset: 'localnet', timing: 'fast', path },
    ...{ sealing: { mode: 'manual' }, signatureWorkers: 0 },
  })
  const names = ['System', 'Account'].map((name) => hasher.twox128(Buffer.from(name)))
  const key = toStorageKey(Buffer.concat([...names, hasher.blake2b128(account), account]))
  const value = Uint8Array.from(chain.stateAt(chain.head().hash).get(key) ?? [])
  // Four u32 counters come before the free balance.
  value[16] = (value[16] ?? 0) ^ 1
  chain.overwrite(new Map([[key, value]]))
  await stop()
}
