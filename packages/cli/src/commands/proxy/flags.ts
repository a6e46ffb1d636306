import type { AddProxyParameters } from '@plexus/sdk'
import type { Command } from 'commander'
import { addWalletFlags } from '../../chain/flags.ts'
import type { WalletFlags } from '../../chain/flags.ts'
import { parseWhole, parseWord } from '../../options/parsers.ts'

type ProxyKind = AddProxyParameters['proxyType']

/** What somebody may do, and when. */
export interface ProxyFlags extends WalletFlags {
  readonly type: ProxyKind
  readonly delay: number
}

/** Those that the chain still admits calls for. */
const KINDS: readonly ProxyKind[] = [
  'Any',
  'Owner',
  'NonCritical',
  'NonTransfer',
  'NonFungible',
  'Staking',
  'Registration',
  'Transfer',
  'SmallTransfer',
  'ChildKeys',
  'SwapHotkey',
  'SubnetLeaseBeneficiary',
  'RootClaim',
]

const MAX_BLOCKS = 4_294_967_295

/** Declares them. */
export function addProxyFlags(command: Command): Command {
  return addWalletFlags(
    command
      .requiredOption(
        '--type <kind>',
        'what it may do: Staking, Transfer, NonTransfer, Any …',
        parseWord(KINDS, 'a kind of proxy'),
      )
      .option(
        '--delay <blocks>',
        'blocks between announcing and acting',
        (text) => parseWhole(text, 'a delay in blocks', 0, MAX_BLOCKS),
        0,
      ),
  )
}
