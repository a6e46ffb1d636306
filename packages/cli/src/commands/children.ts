import type { Command } from 'commander'
import type { Context } from '../program.ts'
import { addChildrenSet } from './children/set.ts'
import { addChildrenShow } from './children/show.ts'

/** `plexus children …`. */
export function addChildrenCommand(program: Command, context: Context): void {
  const children = program
    .command('children')
    .description('see and choose which hotkeys work with the stake of another')
    .addHelpText('after', '\nexample: plexus children show --netuid 2')
  addChildrenShow(children, context)
  addChildrenSet(children, context)
}
