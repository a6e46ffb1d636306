import type { Command } from 'commander'
import type { Context } from '../program.ts'
import { addStakeAdd } from './stake/add.ts'
import { addStakeList } from './stake/list.ts'
import { addStakeMove } from './stake/move.ts'
import { addStakeRemove } from './stake/remove.ts'
import { addStakeSwap } from './stake/swap.ts'
import { addStakeTransfer } from './stake/transfer.ts'
import { addUnstakeAll } from './stake/unstake-all.ts'

/** `plexus stake …`. */
export function addStakeCommand(program: Command, context: Context): void {
  const stake = program
    .command('stake')
    .description('see, add, move and remove stake')
    .addHelpText('after', '\nexample: plexus stake add 10 --netuid 2')
  addStakeList(stake, context)
  addStakeAdd(stake, context)
  addStakeRemove(stake, context)
  addStakeMove(stake, context)
  addStakeSwap(stake, context)
  addStakeTransfer(stake, context)
  addUnstakeAll(stake, context)
}
