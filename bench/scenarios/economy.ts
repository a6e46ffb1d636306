import { memoryUsage } from 'node:process'
import { callOf } from '@plexus/runtime'
import { FIRST_NETUID, populate } from '../economy/populate.ts'
import { createWorld } from '../economy/world.ts'
import type { World } from '../economy/world.ts'
import { secondsOf } from '../scenario.ts'
import type { Scenario } from '../scenario.ts'

const STAKERS = 50
const RICH_RAO = 1_000_000_000_000_000n
const STAKE_RAO = 1_000_000_000n
const MIB = 2 ** 20

/** Stakes of many coldkeys in the first subnets; per second, from submit to block. */
async function stakesPerSecond(world: World, netuids: readonly number[], count: number) {
  const stakers = Array.from({ length: STAKERS }, (_, at) => world.key(`staker//${at}`))
  for (const { account } of stakers) await world.node.dev.fundAccount(account as never, RICH_RAO)
  const transactions = Array.from({ length: count }, (_, at) => {
    const netuid = netuids[at % netuids.length] ?? 0
    const staker = stakers[at % STAKERS]
    if (staker === undefined) throw new Error('there are no stakers')
    const hotkey = world.key(`hot//${netuid}//0`).account
    const args = { hotkey, netuid, amount_staked: STAKE_RAO }
    return world.sign(staker, callOf('SubtensorModule', 'add_stake', args))
  })
  return count / (await world.include(transactions))
}

/** Subnets of the first figure, and of the second. */
const SUBNETS = { full: [16, 64], ci: [2, 4] } as const
const BLOCKS_PER_SECOND_GOAL = { of: 'value', atLeast: 100 } as const

export const economy: Scenario = {
  name: 'economy',
  about: 'a network of many subnets at tempo 360, built by signed calls, in memory',
  async run(size) {
    const [few, many] = SUBNETS[size]
    const neurons = size === 'full' ? 256 : 32
    const validators = size === 'full' ? 16 : 4
    const world = await createWorld()
    const blocksPerSecond = async (): Promise<number> => {
      const blocks = size === 'full' ? 722 : 40
      return blocks / (await secondsOf(() => world.node.engine.mine(blocks)))
    }
    try {
      const first = await populate(world, { subnets: few, neurons, validators })
      const withFew = await blocksPerSecond()
      const rest = { subnets: many - few, from: FIRST_NETUID + few, neurons, validators }
      const netuids = [...first, ...(await populate(world, rest))]
      const withMany = await blocksPerSecond()
      const stakes = await stakesPerSecond(world, netuids, size === 'full' ? 5_000 : 200)
      return [
        {
          name: `blocks with ${few} subnets of ${neurons} neurons`,
          value: withFew,
          unit: 'blocks/s',
          goal: BLOCKS_PER_SECOND_GOAL,
        },
        {
          name: `blocks with ${many} subnets of ${neurons} neurons`,
          value: withMany,
          unit: 'blocks/s',
        },
        { name: 'add_stake, submit to block', value: stakes, unit: 'calls/s' },
        {
          name: 'memory of a node with that state',
          value: memoryUsage().rss / MIB,
          unit: 'MB',
        },
      ]
    } finally {
      await world.node.stop()
    }
  },
}
