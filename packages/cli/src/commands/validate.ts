import type { Command } from 'commander'
import { addNeuronFlags } from '../options/neuron-flags.ts'
import type { NeuronFlags } from '../options/neuron-flags.ts'
import type { Context } from '../program.ts'

/** Flags of `plexus validate`. */
export interface ValidateFlags extends NeuronFlags {
  readonly agent?: string
}

/** `plexus validate <subnet>`: judges the miners of a subnet. */
export function addValidateCommand(program: Command, context: Context): void {
  const command = program
    .command('validate')
    .description('judge the miners of a subnet and set weights')
    .argument('<subnet>', 'folding or vision')
    .option('--agent <name>', 'one of the subnet’s validators instead of an honest one')
  addNeuronFlags(command)
    .addHelpText('after', '\nexample: plexus validate folding --netuid 3 --json')
    .action(async (subnet: string, flags: ValidateFlags) => {
      const { runValidate } = await import('../neuron/run-validate.ts')
      await runValidate(subnet, flags, context.io)
    })
}
