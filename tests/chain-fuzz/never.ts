import { allCalls } from '@plexus/runtime'

/** Calls that are open and succeed in no history, by the rules of the reference; and why. */
export const CANNOT_SUCCEED: ReadonlyMap<string, string> = new Map([
  ['System.set_code', 'no code carries a version that could be checked'],
  ['Grandpa.report_equivocation', 'its proof of a key owner is of a type without values'],
  ['Grandpa.report_equivocation_unsigned', 'its proof of a key owner is of a type without values'],
  ['SafeMode.enter', 'the chain offers it to nobody'],
  ['SafeMode.extend', 'the chain offers it to nobody'],
  ['SafeMode.release_deposit', 'the chain offers it to nobody'],
  ['Swap.add_liquidity', 'deprecated'],
  ['Swap.remove_liquidity', 'deprecated'],
  ['Swap.modify_position', 'deprecated'],
  ['Swap.toggle_user_liquidity', 'deprecated'],
  ['Swap.disable_lp', 'deprecated'],
  ['AdminUtils.sudo_set_network_pow_registration_allowed', 'registration by work is gone'],
  ['AdminUtils.sudo_set_total_issuance', 'deprecated'],
  ['SubtensorModule.schedule_swap_coldkey', 'deprecated'],
  ['SubtensorModule.faucet', 'asks for the work of a million hashes on one of the last blocks'],
])

/** Calls that the runtime offers, as `Pallet.call`. */
export const openCalls = (): readonly string[] =>
  allCalls()
    .filter(({ closed }) => !closed)
    .map(({ pallet, name }) => `${pallet.name}.${name}`)
