import { catchesUp, heightOf, othersGoOn, pause } from '../checks.ts'
import type { Scenario } from '../scenario.ts'
import { transfersThroughAll } from '../transfers.ts'

/** A member that sleeps holds nobody up, and is there again afterwards. */
export const sleep: Scenario = {
  name: 'sleep',
  size: 'ci',
  async run({ full, random, done, four }) {
    const network = await four()
    const member = random.pick(network.members)
    const before = await heightOf(member)
    member.process?.kill('SIGSTOP')
    try {
      await othersGoOn(network, [member], before)
      await pause(full ? 10_000 : 2_000)
    } finally {
      member.process?.kill('SIGCONT')
    }
    await catchesUp(network, member)
    await transfersThroughAll(network)
    done(`${member.name} slept from block ${before}, and is back`)
  },
}
