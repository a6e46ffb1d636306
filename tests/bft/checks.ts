import { spawnSync } from 'node:child_process'
import type { RpcClient } from '@plexus/testing'
import type { Finalized, LocalNetwork, Member } from './network.ts'

/** Waits until something holds. @throws Error that says what did not, in time */
export async function until(
  what: string,
  holds: () => Promise<boolean> | boolean,
  timeoutMs = 120_000,
): Promise<void> {
  const deadline = Date.now() + timeoutMs
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`not in ${timeoutMs / 1000} s: ${what}`)
    await pause(100)
  }
}

export const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, ms))

export const heightOf = async (member: Member): Promise<number> =>
  Number((await clientOf(member).request<{ number: string }>('chain_getHeader')).number)

export const heightsOf = (members: readonly Member[]): Promise<readonly number[]> =>
  Promise.all(members.map(heightOf))

/** Waits until a member has a block of this height. */
export const untilReaches = (member: Member, height: number): Promise<void> =>
  until(`${member.name} has block ${height}`, async () => (await heightOf(member)) >= height)

/** Waits until every running member has a block of this height. */
export async function untilAllReach(network: LocalNetwork, height: number): Promise<void> {
  for (const member of running(network)) await untilReaches(member, height)
}

/** Each member is connected with all others, itself or through its CometBFT. */
export async function untilAllMeet(network: LocalNetwork): Promise<string> {
  const members = running(network)
  for (const member of members) {
    await until(
      `${member.name} has ${members.length - 1} peers`,
      async () => (await peersOf(member)) === members.length - 1,
    )
  }
  return `each node has ${members.length - 1} peers`
}

export const running = ({ members }: LocalNetwork): readonly Member[] =>
  members.filter(({ process }) => process !== undefined)

/** All members have the same block at every height up to the lowest head. */
export async function sameBlocks(network: LocalNetwork, from = 0): Promise<string> {
  const members = running(network)
  const lowest = Math.min(...(await heightsOf(members)))
  const heights = Array.from({ length: lowest - from + 1 }, (_each, at) => from + at)
  const [first = [], ...others] = await Promise.all(
    members.map((member) => Promise.all(heights.map((height) => hashAt(member, height)))),
  )
  for (const [at, hashes] of others.entries()) {
    const differs = heights.findIndex((_height, index) => hashes[index] !== first[index])
    if (differs === -1) continue
    throw new Error(
      `${members[0]?.name} and ${members[at + 1]?.name} differ at block ${from + differs}`,
    )
  }
  const missing = first.findIndex((hash) => typeof hash !== 'string')
  if (missing !== -1) throw new Error(`${members[0]?.name} has no block ${from + missing}`)
  return `${members.length} nodes agree on blocks ${from} to ${lowest}`
}

/** All members have what one of them said is final, once, in the block that it named. */
export async function nothingLost(
  network: LocalNetwork,
  finalized: readonly Finalized[] = network.finalized,
): Promise<string> {
  const blocks = [...new Set(finalized.map(({ block }) => block))]
  for (const member of running(network)) {
    const bodies = new Map(
      await Promise.all(blocks.map(async (block) => [block, await bodyOf(member, block)] as const)),
    )
    for (const { extrinsic, block } of finalized) {
      const times = bodies.get(block)?.filter((each) => each === extrinsic).length ?? 0
      if (times !== 1) throw new Error(`${member.name} has a final transaction ${times} times`)
    }
  }
  return `${finalized.length} final transactions are on ${running(network).length} nodes`
}

/** The extrinsics of a block; none of a block that is not there. */
export async function bodyOf(member: Member, block: string): Promise<readonly string[]> {
  const found = await clientOf(member).request<{
    block: { extrinsics: readonly string[] }
  } | null>('chain_getBlock', [block])
  return found?.block.extrinsics ?? []
}

export const hashAt = (member: Member, height: number): Promise<string> =>
  clientOf(member).request<string>('chain_getBlockHash', [height])

export function clientOf({ client, name }: Member): RpcClient {
  if (client === undefined) throw new Error(`${name} does not run`)
  return client
}

/** The others decide about three more blocks. */
export async function othersGoOn(
  network: LocalNetwork,
  away: readonly Member[],
  height: number,
): Promise<void> {
  for (const member of running(network)) {
    if (away.includes(member)) continue
    await until(
      `${member.name} goes on without ${away.map(({ name }) => name).join(', ')}`,
      async () => (await heightOf(member)) >= height + 3,
    )
  }
}

/** It reaches what the others have now, and the block after it. */
export async function catchesUp(network: LocalNetwork, member: Member): Promise<void> {
  const goal = Math.max(...(await heightsOf(running(network)))) + 1
  await untilReaches(member, goal)
  await until(`${member.name} says that it has caught up`, async () => {
    const { isSyncing } = await clientOf(member).request<{ isSyncing: boolean }>('system_health')
    return !isSyncing
  })
}

/** The processes of CometBFT that the node said it had started, oldest first. */
export const cometPidsOf = ({ process: node }: Member): readonly number[] =>
  [...(node?.stderr() ?? '').matchAll(/Started CometBFT pid=(\d+)/g)].map(([, pid]) => Number(pid))

/** Waits until a process has ended, whether or not anybody has asked how. */
export const untilGone = (pid: number): Promise<void> =>
  until(`process ${pid} ends`, () => {
    const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' })
    return stdout.trim() === '' || stdout.startsWith('Z')
  })

async function peersOf(member: Member): Promise<number> {
  return (await clientOf(member).request<{ peers: number }>('system_health')).peers
}
