import { untilAllMeet, untilAllReach } from '../checks.ts'
import type { LocalNetwork } from '../network.ts'
import type { Scenario, Stage } from '../scenario.ts'
import { transfersThroughAll } from '../transfers.ts'
import { killOnce } from './kills.ts'

/** The same nodes before the next line of CometBFT. */
export const otherComet: Scenario = {
  name: 'other-comet',
  size: 'ci',
  async run(stage) {
    const binaries = [stage.otherComet()]
    await stage.withNetwork({ validators: 4, binaries }, (network) => live(stage, network, 2))
  },
}

/** Two validators with one line of CometBFT, and two with the other. */
export const mixed: Scenario = {
  name: 'mixed',
  size: 'full',
  async run(stage) {
    const binaries = [stage.comet, stage.otherComet()]
    await stage.withNetwork({ validators: 4, binaries }, (network) => live(stage, network, 8))
  },
}

async function live(stage: Stage, network: LocalNetwork, kills: number): Promise<void> {
  const { random, done } = stage
  await network.startAll()
  await untilAllReach(network, 3)
  done(await untilAllMeet(network))
  await transfersThroughAll(network)
  done(`${network.finalized.length} transfers, one through each node, are final`)
  for (let kill = 0; kill < kills; kill += 1) {
    const member = network.members[kill % network.members.length]
    if (member === undefined) throw new Error('there is nobody')
    done(await killOnce(network, member, kill % 2 === 0 ? 'node' : 'CometBFT', random))
  }
}
