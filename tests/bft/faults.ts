import type { Random } from '@plexus/testing'
import { clientOf, heightOf, transferThrough, until } from './checks.ts'
import type { Finalized } from './checks.ts'
import type { LocalNetwork, Member } from './network.ts'

/** The node dies, and its CometBFT with it; started again, it catches up. */
export async function killNode(
  network: LocalNetwork,
  member: Member,
  random: Random,
): Promise<string> {
  await pause(random)
  const before = await heightOf(member)
  const announced = member.process?.announced() ?? 0
  member.process?.kill('SIGKILL')
  await member.process?.ended
  member.client?.close()
  await othersGoOn(network, member, before)
  await network.start(member)
  const found = await heightOf(member)
  if (found < announced) throw new Error(`${member.name} announced ${announced} and has ${found}`)
  await catchesUp(network, member)
  return `${member.name} killed at block ${announced}, back with ${found}`
}

/** CometBFT dies; the node starts it again and catches up. */
export async function killCometBft(
  network: LocalNetwork,
  member: Member,
  random: Random,
): Promise<string> {
  await pause(random)
  const before = await heightOf(member)
  const pids = pidsOf(member)
  const last = pids.at(-1)
  if (last === undefined) throw new Error(`${member.name} did not say that it started CometBFT`)
  process.kill(last, 'SIGKILL')
  await until(`${member.name} starts CometBFT again`, () => pidsOf(member).length > pids.length)
  await catchesUp(network, member)
  return `CometBFT of ${member.name} killed at block ${before}, started again`
}

/** A member that sleeps holds nobody up, and is there again afterwards. */
export async function pauseNode(
  network: LocalNetwork,
  member: Member,
  seconds: number,
): Promise<string> {
  const before = await heightOf(member)
  member.process?.kill('SIGSTOP')
  try {
    await othersGoOn(network, member, before)
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
  } finally {
    member.process?.kill('SIGCONT')
  }
  await catchesUp(network, member)
  return `${member.name} slept from block ${before}, and is back`
}

/** Bytes that are no transaction are refused at each door, whoever brings them. */
export async function poison(network: LocalNetwork, random: Random): Promise<string> {
  const before = await Promise.all(network.members.map(heightOf))
  let sent = 0
  for (const { name, cometPort } of network.members) {
    for (const length of [0, 1, 5, 200, 5_000]) {
      const tx = Buffer.from(random.bytes(length)).toString('base64')
      const params = { tx }
      const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'broadcast_tx_sync', params })
      const reply = await fetch(`http://127.0.0.1:${cometPort}`, { method: 'POST', body })
      const { result, error } = (await reply.json()) as {
        readonly result?: { readonly code: number }
        readonly error?: unknown
      }
      if (error === undefined && (result?.code ?? 0) === 0) throw new Error(`${name} takes poison`)
      sent += 1
    }
  }
  for (const [at, member] of network.members.entries()) {
    const goal = (before[at] ?? 0) + 3
    await until(`${member.name} goes on`, async () => (await heightOf(member)) >= goal)
  }
  return `${sent} poisonous transactions are refused`
}

/** As many transfers as there are members, one through each. */
export async function transfersThroughAll(
  { members }: LocalNetwork,
  uris: readonly string[],
): Promise<readonly Finalized[]> {
  return Promise.all(members.map((member, at) => transferThrough(member, uris[at] ?? '//Alice')))
}

/** The others decide about three more blocks. */
export async function othersGoOn(
  network: LocalNetwork,
  away: Member,
  height: number,
): Promise<void> {
  const others = network.members.filter((member) => member !== away)
  for (const member of others) {
    await until(
      `${member.name} goes on without ${away.name}`,
      async () => (await heightOf(member)) >= height + 3,
    )
  }
}

/** It reaches what the others have now, and the block after it. */
export async function catchesUp({ members }: LocalNetwork, member: Member): Promise<void> {
  const heights = await Promise.all(members.map(heightOf))
  const goal = Math.max(...heights) + 1
  await until(`${member.name} reaches block ${goal}`, async () => (await heightOf(member)) >= goal)
  const { isSyncing } = await clientOf(member).request<{ isSyncing: boolean }>('system_health')
  if (isSyncing) await until(`${member.name} takes part`, async () => !(await syncs(member)))
}

const syncs = async (member: Member): Promise<boolean> =>
  (await clientOf(member).request<{ isSyncing: boolean }>('system_health')).isSyncing

/** Processes of CometBFT, as the log of the node names them. */
function pidsOf({ process: node }: Member): readonly number[] {
  return [...(node?.stderr() ?? '').matchAll(/Started CometBFT pid=(\d+)/g)].map(([, pid]) =>
    Number(pid),
  )
}

/** Some time in a block. */
const pause = (random: Random): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, random.below(1_000)))
