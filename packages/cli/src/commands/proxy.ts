import type { Command } from 'commander'
import type { Context } from '../program.ts'
import { addProxyAdd } from './proxy/add.ts'
import { addProxyList } from './proxy/list.ts'
import { addProxyRemove } from './proxy/remove.ts'

/** `plexus proxy …`. */
export function addProxyCommand(program: Command, context: Context): void {
  const proxy = program
    .command('proxy')
    .description('see and choose who may act for the coldkey')
    .addHelpText('after', '\nexample: plexus proxy add 5Grw…utQY --type Staking')
  addProxyList(proxy, context)
  addProxyAdd(proxy, context)
  addProxyRemove(proxy, context)
}
