import { heightsOf, untilAllMeet, untilAllReach } from '../checks.ts'
import { startPolkadotJs } from '../polkadot-js.ts'
import type { Scenario } from '../scenario.ts'
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
    const { members, finalized } = network
    done(await untilAllMeet(network))
    const first = Math.max(...(await heightsOf(members)))
    const began = performance.now()
    const counting = untilAllReach(network, first + flags.blocks).then(
      () => (performance.now() - began) / flags.blocks,
    )
    const client = await startPolkadotJs()
    try {
      const known = finalized.length
      await transfersThroughAll(network)
      done(`${finalized.length - known} transfers of our client, one through each node, are final`)
      await Promise.all(
        members.map((member, at) =>
          client.send(network, member, SENDERS[at] ?? '//Eve', [
            'balances',
            'transferKeepAlive',
            [FERDIE, 1_000],
          ]),
        ),
      )
      done(`${members.length} transfers of polkadot.js, one through each node, are final`)
    } finally {
      await client.stop()
    }
    const each = await counting
    done(`${flags.blocks} blocks on ${members.length} nodes, one every ${each.toFixed(0)} ms`)
  },
}

const FERDIE = '5CiPPseXPECbkjWCa6MnjNokrgYjMqmKndv2rSnekmSK2DjL'
