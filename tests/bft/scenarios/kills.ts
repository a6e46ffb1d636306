import type { Random } from '@plexus/testing'
import {
  catchesUp,
  cometPidsOf,
  heightOf,
  nothingLost,
  othersGoOn,
  pause,
  sameBlocks,
  until,
} from '../checks.ts'
import type { LocalNetwork, Member } from '../network.ts'
import type { Scenario } from '../scenario.ts'
import { sendAgain, sendThroughAll } from '../transfers.ts'

/** The node gives up a CometBFT that ends more often within ten minutes. */
const MAX_COMET_KILLS = 4

/**
 * Either process of a validator dies at a random moment, while a transfer is on its way through
 * each member. What was said to be final stays, and what was not may be sent again.
 */
export const kills: Scenario = {
  name: 'kills',
  size: 'ci',
  async run({ flags, random, done, four }) {
    const network = await four()
    for (let kill = 0; kill < flags.kills; kill += 1) {
      const member = random.pick(network.members)
      done(await killOnce(network, member, kill % 2 === 0 ? 'node' : 'CometBFT', random))
    }
  },
}

/** One process of a member dies, between nothing and two blocks after transfers were sent. */
export async function killOnce(
  network: LocalNetwork,
  member: Member,
  side: 'node' | 'CometBFT',
  random: Random,
): Promise<string> {
  const before = await heightOf(member)
  const known = network.finalized.length
  const flying = await sendThroughAll(network)
  await pause(random.below(2 * network.blockTimeMs))
  const dead =
    side === 'node' || cometPidsOf(member).length > MAX_COMET_KILLS
      ? await killNode(network, member)
      : await killCometBft(network, member)
  for (const each of flying) await sendAgain(network, each)
  const fresh = network.finalized.slice(known)
  await nothingLost(network, fresh)
  await sameBlocks(network, before)
  if (fresh.length !== flying.length) throw new Error(`${fresh.length} transfers are final`)
  return `${dead}; ${fresh.length} transfers of that time are there`
}

/** The node dies, and its CometBFT with it; started again, it catches up. */
async function killNode(network: LocalNetwork, member: Member): Promise<string> {
  const announced = member.process?.announced() ?? 0
  member.process?.kill('SIGKILL')
  await member.process?.ended
  member.client?.close()
  delete member.process
  delete member.client
  await othersGoOn(network, [member], announced)
  await network.start(member)
  const found = await heightOf(member)
  if (found < announced) throw new Error(`${member.name} announced ${announced} and has ${found}`)
  await catchesUp(network, member)
  return `${member.name} killed at block ${announced}, back with ${found}`
}

/** CometBFT dies; the node starts it again and catches up. */
async function killCometBft(network: LocalNetwork, member: Member): Promise<string> {
  const before = await heightOf(member)
  const pids = cometPidsOf(member)
  const last = pids.at(-1)
  if (last === undefined) throw new Error(`${member.name} did not say that it started CometBFT`)
  process.kill(last, 'SIGKILL')
  await until(
    `${member.name} starts CometBFT again`,
    () => cometPidsOf(member).length > pids.length,
  )
  await catchesUp(network, member)
  return `CometBFT of ${member.name} killed at block ${before}, started again`
}
