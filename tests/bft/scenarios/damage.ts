import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createHasher, createKeyPair, createSignatures } from '@plexus/primitives'
import { createNode } from '@plexus/node'
import { toStorageKey } from '@plexus/runtime'
import { catchesUp, heightOf, othersGoOn } from '../checks.ts'
import type { LocalNetwork, Member } from '../network.ts'
import type { Scenario } from '../scenario.ts'

/** Exit code of a node that cannot go on until its operator acts (docs/cli.md). */
const REFUSED = 3
const MAX_END_MS = 120_000

/** The chain of a member is gone, its copy of the blocks is not: it executes all of them again. */
export const lostData: Scenario = {
  name: 'lost-data',
  size: 'ci',
  async run({ random, done, four }) {
    const network = await four()
    const member = random.pick(network.members)
    const before = await heightOf(member)
    await network.end(member)
    await rm(join(member.path, 'chain'), { recursive: true })
    await network.start(member)
    await catchesUp(network, member)
    done(`${member.name} lost ${before} blocks of ours, and has them again`)
  },
}

/**
 * One bit of the state of a member is another: it is found out with its next block, says so and
 * ends; the others go on. CometBFT has noted what it was told, so that both begin anew: all blocks
 * come from the others.
 */
export const flippedState: Scenario = {
  name: 'flipped-state',
  size: 'ci',
  async run({ random, done, four }) {
    const network = await four()
    const member = random.pick(network.members)
    done(await flipState(network, member))
    await forget(member)
    await network.start(member)
    await catchesUp(network, member)
    done(`${member.name} has all ${await heightOf(member)} blocks again, from the others`)
  },
}

/** All data of both processes but what the validator has signed, which it must never forget. */
async function forget({ path, home }: Member): Promise<void> {
  await rm(join(path, 'chain'), { recursive: true })
  for (const name of await readdir(join(home, 'data'))) {
    if (name !== 'priv_validator_state.json') {
      await rm(join(home, 'data', name), { recursive: true })
    }
  }
}

async function flipState(network: LocalNetwork, member: Member): Promise<string> {
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
  await othersGoOn(network, [member], height)
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
