import { untilAllReach } from '../checks.ts'
import { joinByBlockSync, joinByStateSync } from '../join.ts'
import type { Scenario } from '../scenario.ts'

/**
 * Three snapshots are kept, so that one lives for 60 blocks: CometBFT looks for five seconds which
 * there are before it fetches one.
 */
const SNAPSHOT_EVERY = 20

/** A fifth node that is no validator joins a running network, in each of the two ways. */
export const join: Scenario = {
  name: 'join',
  size: 'ci',
  async run({ comet, done, withNetwork }) {
    await withNetwork(
      { validators: 4, flags: ['--snapshot-every', String(SNAPSHOT_EVERY)] },
      async (network) => {
        await network.startAll()
        await untilAllReach(network, 12)
        done(await joinByStateSync(network, comet))
        done(await joinByBlockSync(network, comet))
      },
    )
  },
}
