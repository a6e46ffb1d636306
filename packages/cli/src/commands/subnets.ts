import type { Command } from 'commander'
import type { Context } from '../program.ts'
import { addSubnetsList } from './subnets/list.ts'
import { addSubnetsRegister } from './subnets/register.ts'
import { addSubnetsSet } from './subnets/set.ts'
import { addSubnetsShow } from './subnets/show.ts'
import { addSubnetsStart } from './subnets/start.ts'

/** `plexus subnets …`. */
export function addSubnetsCommand(program: Command, context: Context): void {
  const subnets = program
    .command('subnets')
    .description('see, register, start and govern subnets')
    .addHelpText('after', '\nexample: plexus subnets list')
  addSubnetsList(subnets, context)
  addSubnetsShow(subnets, context)
  addSubnetsRegister(subnets, context)
  addSubnetsStart(subnets, context)
  addSubnetsSet(subnets, context)
}
