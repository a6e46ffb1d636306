import type { Command } from 'commander'
import { addChainFlags } from '../../chain/flags.ts'
import type { ChainFlags } from '../../chain/flags.ts'
import { loadChain } from '../../chain/load-chain.ts'
import { parseNetuid } from '../../options/neuron-flags.ts'
import { parseWhole } from '../../options/parsers.ts'
import type { Context } from '../../program.ts'

interface Flags extends ChainFlags {
  readonly uid?: number
  readonly mechanism: number
}

/** `plexus weights show <netuid>`. */
export function addWeightsShow(weights: Command, { io }: Context): void {
  const command = weights
    .command('show')
    .description('print who gives whom how much weight')
    .argument('<netuid>', 'number of the subnet', parseNetuid)
    .option('--uid <n>', 'only of this validator', (text) => parseWhole(text, 'a uid', 0, 65_535))
    .option('--mechanism <n>', 'of this mechanism', parseMechanism, 0)
  addChainFlags(command)
    .addHelpText('after', '\nexample: plexus weights show 2 --uid 0')
    .action(async (netuid: number, flags: Flags) => {
      const { sdk, withClient, output, errors } = await loadChain()
      const { uid, mechanism: mechid } = flags
      const found = await withClient(flags, async (client) => {
        if ((await sdk.getSubnet(client, { netuid })) === undefined) {
          throw new errors.NoSuchSubnetError(netuid)
        }
        return sdk.getWeights(client, { netuid, mechid })
      })
      const rows = [...found]
        .filter(([validator]) => uid === undefined || validator === uid)
        .sort(([a], [b]) => a - b)
        .flatMap(([validator, row]) => shares(row).map((one) => ({ validator, ...one })))
      const text = output.table(rows, [
        { title: 'validator', align: 'right', text: ({ validator }) => String(validator) },
        { title: 'neuron', align: 'right', text: ({ neuron }) => String(neuron) },
        { title: 'weight', align: 'right', text: ({ weightU16 }) => String(weightU16) },
        { title: 'share', align: 'right', text: ({ share }) => `${(share * 100).toFixed(2)} %` },
      ])
      const who = uid === undefined ? 'any validator' : `the neuron with uid ${uid}`
      const none = `There are no weights of ${who} on subnet ${netuid}.`
      output.print(io, flags, rows, rows.length === 0 ? none : text)
    })
}

/** A mechanism of a subnet. */
export const parseMechanism = (text: string): number => parseWhole(text, 'a mechanism', 0, 15)

function shares(
  row: ReadonlyMap<number, number>,
): readonly { readonly neuron: number; readonly weightU16: number; readonly share: number }[] {
  const total = [...row.values()].reduce((sum, weight) => sum + weight, 0)
  return [...row]
    .sort(([a], [b]) => a - b)
    .map(([neuron, weightU16]) => ({ neuron, weightU16, share: weightU16 / total }))
}
