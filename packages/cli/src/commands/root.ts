import type { Command } from 'commander'
import type { Context } from '../program.ts'
import { addRootClaim } from './root/claim.ts'
import { addRootClaimType } from './root/claim-type.ts'
import { addRootRegister } from './root/register.ts'

/** `plexus root …`. */
export function addRootCommand(program: Command, context: Context): void {
  const root = program
    .command('root')
    .description('take part in root, and claim what its stake earns')
    .addHelpText('after', '\nexample: plexus root claim 1 2')
  addRootRegister(root, context)
  addRootClaim(root, context)
  addRootClaimType(root, context)
}
