import { accountId, createHasher } from '@plexus/primitives'
import { pause, untilAllReach } from '../checks.ts'
import type { Member } from '../network.ts'
import type { Scenario } from '../scenario.ts'
import { foundSovereign } from '../sovereign.ts'
import { mebibytesOf } from './load.ts'

const ACCOUNTS = 100_000
/** 150 MB, as the system counts them in MiB. */
const MOST_MEBIBYTES = 143
const BLOCKS = 60

/** A node of a chain with very many accounts stays small. */
export const memory: Scenario = {
  name: 'memory',
  size: 'full',
  async run({ done, withNetwork }) {
    const hasher = await createHasher()
    const balances = Array.from({ length: ACCOUNTS }, (_each, at) => {
      const account = accountId(hasher.blake2b256(new TextEncoder().encode(`account ${at}`)))
      return [account, 1_000_000_000n] as const
    })
    const plan = {
      validators: 1,
      found: (members: readonly Member[]) => foundSovereign(members, [], { balances }),
    }
    await withNetwork(plan, async (network) => {
      await network.startAll()
      await untilAllReach(network, 1)
      const [member] = network.members
      const pid = member?.process?.child.pid
      if (member === undefined || pid === undefined) throw new Error('there is no node')
      const first = mebibytesOf(pid)
      await untilAllReach(network, BLOCKS)
      const later = mebibytesOf(pid)
      await network.end(member)
      await network.start(member)
      const again = member.process?.child.pid
      await pause(10_000)
      const restarted = again === undefined ? 0 : mebibytesOf(again)
      const text = `a node with ${ACCOUNTS} accounts: ${first} MiB after the genesis, ${later} MiB after ${BLOCKS} blocks, ${restarted} MiB when it is started again`
      if (Math.max(later, restarted) > MOST_MEBIBYTES) {
        throw new Error(`${text}; the goal is ${MOST_MEBIBYTES}`)
      }
      done(text)
    })
  },
}
