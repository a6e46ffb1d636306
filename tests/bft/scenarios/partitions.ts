import {
  catchesUp,
  heightOf,
  heightsOf,
  othersGoOn,
  pause,
  untilAllMeet,
  untilAllReach,
} from '../checks.ts'
import type { Cut } from '../link.ts'
import type { LocalNetwork } from '../network.ts'
import type { Scenario } from '../scenario.ts'
import { sendThrough, sendThroughAll, transfersThroughAll, untilFinal } from '../transfers.ts'
import type { Flying } from '../transfers.ts'

/** Two against two decide nothing; three against one go on, and the one comes after. */
export const partitions: Scenario = {
  name: 'partitions',
  size: 'ci',
  async run({ full, random, done, four }) {
    const network = await four()
    const ways: readonly Cut[] = full ? ['broken', 'silent'] : [random.pick(['broken', 'silent'])]
    for (const how of ways) {
      done(await inHalves(network, how, full ? 10_000 : 4_000))
      await transfersThroughAll(network)
    }
    for (const how of full
      ? ways
      : (['broken', 'silent'] as const).filter((how) => !ways.includes(how))) {
      done(await oneAway(network, how, random.pick(network.members).name))
      await transfersThroughAll(network)
    }
    done(await untilAllMeet(network))
  },
}

/** What was decided, or nearly so, as the cut came still arrives. */
const SETTLE_MS = 1_500

async function inHalves(network: LocalNetwork, how: Cut, ms: number): Promise<string> {
  const { members, links } = network
  const side = new Set(members.slice(0, members.length / 2).map(({ name }) => name))
  const between = links.filter(({ from, to }) => side.has(from) !== side.has(to))
  for (const link of between) link.cut(how)
  await pause(SETTLE_MS)
  const before = await heightsOf(members)
  const flying = await sendThroughAll(network)
  const began = performance.now()
  await pause(ms)
  const after = await heightsOf(members)
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  if (after.some((height, at) => height !== before[at])) {
    throw new Error(`two of four decided: ${before.join(', ')} became ${after.join(', ')}`)
  }
  ensureNotFinal(flying)
  const healed = performance.now()
  for (const link of between) link.heal()
  await untilAllReach(network, Math.max(...after) + 1)
  const first = ((performance.now() - healed) / 1000).toFixed(1)
  for (const each of flying) await untilFinal(each)
  return (
    `2|2, ${how}: no block in ${seconds} s, the first ${first} s after it is whole again, and ` +
    `${flying.length} transfers of that time`
  )
}

async function oneAway(network: LocalNetwork, how: Cut, name: string): Promise<string> {
  const { members, links } = network
  const [alone, ...others] = members.toSorted(
    (a, b) => Number(b.name === name) - Number(a.name === name),
  )
  if (alone === undefined) throw new Error('there is nobody')
  const between = links.filter(({ from, to }) => from === name || to === name)
  for (const link of between) link.cut(how)
  await pause(SETTLE_MS)
  const before = await heightOf(alone)
  const flying = await sendThrough(network, alone, '//Eve')
  await othersGoOn(network, [alone], Math.max(...(await heightsOf(others))))
  const after = await heightOf(alone)
  if (after !== before) throw new Error(`${name} is alone at ${before} and has ${after}`)
  ensureNotFinal([flying])
  const healed = performance.now()
  for (const link of between) link.heal()
  await catchesUp(network, alone)
  const seconds = ((performance.now() - healed) / 1000).toFixed(1)
  await untilFinal(flying)
  return `3|1, ${how}: the three go on, ${name} catches up from ${before} in ${seconds} s`
}

/** Too few have taken it to decide about it. */
function ensureNotFinal(flying: readonly Flying[]): void {
  const final = flying.find(({ block }) => block !== undefined)
  if (final !== undefined) throw new Error(`${final.member.name} says that a transfer is final`)
}
