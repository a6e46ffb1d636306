import type { Command } from 'commander'
import type { Context } from '../program.ts'
import { addIdentitySet } from './identity/set.ts'
import { addIdentityShow } from './identity/show.ts'

/** `plexus identity …`. */
export function addIdentityCommand(program: Command, context: Context): void {
  const identity = program
    .command('identity')
    .description('see and publish who a coldkey is')
    .addHelpText('after', '\nexample: plexus identity show 5Grw…utQY')
  addIdentityShow(identity, context)
  addIdentitySet(identity, context)
}
