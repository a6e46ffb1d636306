import type { Command } from 'commander'
import type { Context } from '../program.ts'
import { addWeightsReveal } from './weights/reveal.ts'
import { addWeightsSet } from './weights/set.ts'
import { addWeightsShow } from './weights/show.ts'

/** `plexus weights …`. */
export function addWeightsCommand(program: Command, context: Context): void {
  const weights = program
    .command('weights')
    .description('see, set and reveal the weights of validators')
    .addHelpText('after', '\nexample: plexus weights show 2')
  addWeightsShow(weights, context)
  addWeightsSet(weights, context)
  addWeightsReveal(weights, context)
}
