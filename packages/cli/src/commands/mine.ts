import type { Command } from 'commander'
import { addNeuronFlags } from '../options/neuron-flags.ts'
import type { NeuronFlags } from '../options/neuron-flags.ts'
import { parsePort } from '../options/parsers.ts'
import type { Context } from '../program.ts'

/** Flags of `plexus mine`. */
export interface MineFlags extends NeuronFlags {
  readonly backend?: string
  readonly agent?: string
  readonly port: number
  readonly host: string
  readonly externalIp?: string
  readonly compatible?: true
}

/** `plexus mine <subnet>`: serves a model on a subnet. */
export function addMineCommand(program: Command, context: Context): void {
  const command = program
    .command('mine')
    .description('serve a model on a subnet and earn')
    .argument('<subnet>', 'folding or vision')
    .option('--backend <model>', 'what answers: onnx:file, oip:url, openai:url#model')
    .option('--agent <name>', 'one of the subnet’s own miners instead of a model')
    .option(
      '--port <port>',
      'port of the axon, the first of them with several hotkeys',
      parsePort,
      8091,
    )
    .option('--host <address>', 'address to listen on', '0.0.0.0')
    .option('--external-ip <address>', 'address to publish (default: this machine’s)')
    .option('--compatible', 'serve peers that sign less than the whole request')
  addNeuronFlags(command)
    .addHelpText('after', '\nexample: plexus mine vision --netuid 2 --backend onnx:model.onnx')
    .action(async (subnet: string, flags: MineFlags) => {
      const { runMine } = await import('../neuron/run-mine.ts')
      await runMine(subnet, flags, context.io)
    })
}
