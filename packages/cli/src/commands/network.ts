import type { Command } from 'commander'
import type { Context } from '../program.ts'
import { addNetworkBackup } from './network/backup.ts'
import { addNetworkInit } from './network/init.ts'
import { addNetworkJoin } from './network/join.ts'
import { addNetworkLeave } from './network/leave.ts'
import { addNetworkRestore } from './network/restore.ts'
import { addNetworkStatus } from './network/status.ts'
import { addNetworkUnjail } from './network/unjail.ts'
import { addNetworkUp } from './network/up.ts'

/** `plexus network …`. */
export function addNetworkCommand(program: Command, context: Context): void {
  const network = program
    .command('network')
    .description('found, run and keep a network whose validators decide together')
    .addHelpText('after', '\nexample: plexus network init --validators 4 --out ./net')
  addNetworkInit(network, context)
  addNetworkUp(network, context)
  addNetworkStatus(network, context)
  addNetworkJoin(network, context)
  addNetworkLeave(network, context)
  addNetworkUnjail(network, context)
  addNetworkBackup(network, context)
  addNetworkRestore(network, context)
}
