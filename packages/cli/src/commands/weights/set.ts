import type { Command } from 'commander'
import { addWalletFlags } from '../../chain/flags.ts'
import type { WalletFlags } from '../../chain/flags.ts'
import { loadChain } from '../../chain/load-chain.ts'
import { UsageError } from '../../errors.ts'
import { parseNetuid } from '../../options/neuron-flags.ts'
import { parseWhole } from '../../options/parsers.ts'
import type { Context } from '../../program.ts'
import { parseMechanism } from './show.ts'

interface Flags extends WalletFlags {
  readonly mechanism: number
}

/** `plexus weights set <netuid> <uid=weight>…`. */
export function addWeightsSet(weights: Command, { io }: Context): void {
  const command = weights
    .command('set')
    .description('set weights as the hotkey, in the way that the subnet takes them')
    .argument('<netuid>', 'number of the subnet', parseNetuid)
    .argument('<weights...>', 'uid=weight, for example 1=0.75 4=0.25')
    .option('--mechanism <n>', 'of this mechanism', parseMechanism, 0)
  addWalletFlags(command)
    .addHelpText('after', '\nexample: plexus weights set 2 1=0.75 4=0.25')
    .action(async (netuid: number, texts: readonly string[], flags: Flags) => {
      const given = readWeights(texts)
      const [{ sdk, withSigner, told, inBlock, output }, { openRevealQueue }] = await Promise.all([
        loadChain(),
        import('../../chain/open-reveal-queue.ts'),
      ])
      const { mode, receipt } = await withSigner('hotkey', flags, io, async (client, signer) => {
        const { mode } = await sdk.getWeightsPolicy(client, { netuid })
        const queue = await openRevealQueue({ client, signer, netuid, flags, io })
        const receipt = await sdk.submitWeights(client, {
          netuid,
          mechid: flags.mechanism,
          weights: given,
          queue,
          unixMs: io.now(),
          signer,
        })
        return { mode, receipt }
      })
      const said = {
        plain: 'weights set',
        timelock: 'weights committed; the chain opens them itself',
        hash: `weights committed; run "plexus weights reveal ${netuid}" in the next epochs`,
      }
      const value = { netuid, mode, weights: Object.fromEntries(given), ...told(receipt) }
      output.print(io, flags, value, `${said[mode]}\n${inBlock(receipt)}`)
    })
}

function readWeights(texts: readonly string[]): ReadonlyMap<number, number> {
  const weights = new Map<number, number>()
  for (const text of texts) {
    const [, uidText = '', weightText = ''] = /^(\d+)=(\d+(?:\.\d+)?)$/.exec(text) ?? []
    if (uidText === '') {
      throw new UsageError(`"${text}" is not a weight: write uid=weight, for example 1=0.75.`)
    }
    const uid = parseWhole(uidText, 'a uid', 0, 65_535)
    if (weights.has(uid)) throw new UsageError(`uid ${uid} has two weights: give each one once.`)
    weights.set(uid, Number(weightText))
  }
  return weights
}
