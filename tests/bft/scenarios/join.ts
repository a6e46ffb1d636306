import { untilAllReach } from '../checks.ts'
import { joinByBlockSync, joinByStateSync } from '../join.ts'
import type { Scenario } from '../scenario.ts'

/** A fifth node that is no validator joins a running network, in each of the two ways. */
export const join: Scenario = {
  name: 'join',
  size: 'ci',
  async run({ comet, done, withNetwork }) {
    await withNetwork({ validators: 4, flags: ['--snapshot-every', '5'] }, async (network) => {
      await network.startAll()
      await untilAllReach(network, 12)
      done(await joinByStateSync(network, comet))
      done(await joinByBlockSync(network, comet))
    })
  },
}
