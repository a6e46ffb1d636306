import { heightsOf, untilAllMeet, untilAllReach } from '../checks.ts'
import { startPolkadotJs } from '../polkadot-js.ts'
import type { LocalNetwork } from '../network.ts'
import type { Scenario, Stage } from '../scenario.ts'
import { SENDERS, transfersThroughAll } from '../transfers.ts'

/**
 * Blocks, one after the other, on all nodes; meanwhile two clients send transfers through each
 * node: ours, and polkadot.js, which makes and signs its own.
 */
export const blocks: Scenario = {
  name: 'blocks',
  size: 'ci',
  async run({ flags, done, four }) {
    const network = await four()
    const { members } = network
    done(await untilAllMeet(network))
    const first = Math.max(...(await heightsOf(members)))
    const began = performance.now()
    await Promise.all([
      untilAllReach(network, first + flags.blocks).then(() => {
        const each = (performance.now() - began) / flags.blocks
        done(`${flags.blocks} blocks on ${members.length} nodes, one every ${each.toFixed(0)} ms`)
      }),
      sendAll(network, flags.blocks / BLOCKS_PER_ROUND, done),
    ])
  },
}

/** Of polkadot.js there is one round of transfers for so many blocks. */
const BLOCKS_PER_ROUND = 10

async function sendAll(network: LocalNetwork, rounds: number, done: Stage['done']): Promise<void> {
  const { members, finalized } = network
  const known = finalized.length
  await transfersThroughAll(network)
  done(`${finalized.length - known} transfers of our client, one through each node, are final`)
  const client = await startPolkadotJs()
  const call = ['balances', 'transferKeepAlive', [FERDIE, 1_000]] as const
  try {
    const before = finalized.length
    for (let round = 0; round < rounds; round += 1) {
      await Promise.all(
        members.map((member, at) => client.send(network, member, SENDERS[at] ?? '//Eve', call)),
      )
    }
    const sent = finalized.length - before
    done(`${sent} transfers of polkadot.js, as many through each node, are final`)
  } finally {
    await client.stop()
  }
}

const FERDIE = '5CiPPseXPECbkjWCa6MnjNokrgYjMqmKndv2rSnekmSK2DjL'
