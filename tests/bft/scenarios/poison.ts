import { askComet } from '../comet-rpc.ts'
import { heightsOf, untilReaches } from '../checks.ts'
import type { Scenario } from '../scenario.ts'

/** Bytes that are no transaction are refused at each door, whoever brings them. */
export const poison: Scenario = {
  name: 'poison',
  size: 'ci',
  async run({ random, done, four }) {
    const network = await four()
    const before = await heightsOf(network.members)
    let sent = 0
    for (const member of network.members) {
      for (const length of [0, 1, 5, 200, 5_000]) {
        const tx = Buffer.from(random.bytes(length)).toString('base64')
        const { result, error } = await askComet<{ readonly code: number }>(
          member,
          'broadcast_tx_sync',
          { tx },
        )
        if (error === undefined && (result?.code ?? 0) === 0) {
          throw new Error(`${member.name} takes poison`)
        }
        sent += 1
      }
    }
    for (const [at, member] of network.members.entries()) {
      await untilReaches(member, (before[at] ?? 0) + 3)
    }
    done(`${sent} poisonous transactions are refused, and the nodes go on`)
  },
}
