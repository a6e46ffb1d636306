import type { Command } from 'commander'
import type { Context } from '../program.ts'
import { addTakeSet } from './take/set.ts'
import { addTakeShow } from './take/show.ts'

/** `plexus take …`. */
export function addTakeCommand(program: Command, context: Context): void {
  const take = program
    .command('take')
    .description('see and choose what a hotkey keeps of what others earn by it')
    .addHelpText('after', '\nexample: plexus take set 9')
  addTakeShow(take, context)
  addTakeSet(take, context)
}
