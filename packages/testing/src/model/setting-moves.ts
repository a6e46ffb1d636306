import { bool, u64 } from '@plexus/primitives'
import { callOf, DEV_ACCOUNTS } from '@plexus/runtime'
import type { RuntimeCall } from '@plexus/runtime'
import { anyHotkey, anySubnet, subtensor } from '../economy/move.ts'
import { BY_OWNER, BY_ROOT, OF_CHAIN, prepare } from '../economy/setting-moves.ts'
import type { Setting } from '../economy/setting-moves.ts'
import type { Random } from '../random.ts'
import { byRoot } from './accounts.ts'
import { CHAIN, ofSubnet } from './sure-move.ts'
import type { ModelWorld, SurePlay, WeightedSure } from './sure-move.ts'
import { isWindowOpen, ofNet, oneOf, soundSubnets } from './subnets.ts'

/** Settings that depend on others (`limit-moves.ts`), and what no books survive. */
const IN_DOUBT: ReadonlySet<string> = new Set([
  'sudo_set_ck_burn',
  'sudo_set_max_allowed_uids',
  'sudo_set_max_allowed_validators',
  'sudo_set_max_burn',
  'sudo_set_mechanism_count',
  'sudo_set_mechanism_emission_split',
  'sudo_set_min_allowed_uids',
  'sudo_set_min_burn',
  'sudo_set_min_childkey_take_per_subnet',
  'sudo_trim_to_max_allowed_uids',
])
const isSure = ([name]: Setting): boolean => !IN_DOUBT.has(name)
const OF_SUBNET = [...BY_OWNER, ...BY_ROOT].filter(isSure)
const SURE_OF_CHAIN = OF_CHAIN.filter(isSure)

const AUTHORITIES = [DEV_ACCOUNTS.One, DEV_ACCOUNTS.Two, DEV_ACCOUNTS.Three]
const PRECOMPILES = ['BalanceTransfer', 'Staking', 'Subnet', 'Metagraph', 'Neuron', 'Alpha']
const BLOCKS_A_DAY = 7_200

/** A call of Root that any chain takes at any time. */
type Decree = (random: Random) => RuntimeCall

const admin = (name: string, arg: string, value: unknown): RuntimeCall =>
  callOf('AdminUtils', name, { [arg]: value })

const DECREES: readonly Decree[] = [
  ({ pick }) => {
    const first = pick([0, 1, 2])
    const new_authorities = [...AUTHORITIES.slice(first), ...AUTHORITIES.slice(0, first)]
    return admin('swap_authorities', 'new_authorities', new_authorities)
  },
  ({ below }) => admin('sudo_set_evm_chain_id', 'chain_id', BigInt(below(1_000))),
  ({ pick, oneIn }) => {
    const args = { precompile_id: pick(PRECOMPILES), enabled: oneIn(2) }
    return callOf('AdminUtils', 'sudo_toggle_evm_precompile', args)
  },
  ({ below }) =>
    admin('sudo_set_dissolve_network_schedule_duration', 'duration', below(BLOCKS_A_DAY)),
  () => admin('sudo_set_commit_reveal_version', 'version', 4),
  ({ below }) =>
    callOf('Grandpa', 'note_stalled', { delay: below(10), best_finalized_block_number: below(99) }),
  ({ below }) => callOf('Commitments', 'set_max_space', { new_limit: 3_000 + below(1_000) }),
  ({ below }) => subtensor('set_pending_childkey_cooldown', { cooldown: BigInt(1 + below(10)) }),
  ({ below }) =>
    subtensor('sudo_set_tx_childkey_take_rate_limit', { tx_rate_limit: BigInt(below(4)) }),
  ({ below }) => subtensor('sudo_set_min_childkey_take', { take: below(100) }),
  ({ below }) => subtensor('sudo_set_max_childkey_take', { take: 11_796 - below(100) }),
  ({ below }) => subtensor('sudo_set_num_root_claims', { new_value: BigInt(below(51)) }),
]

const decree: SurePlay = (world) =>
  byRoot(world, world.random.pick(DECREES)(world.random), { alone: [CHAIN] })

const ofChain: SurePlay = (world) => {
  const [name, arg, value] = world.random.pick(SURE_OF_CHAIN)
  return byRoot(world, admin(name, arg, value(world.random)), { alone: [CHAIN] })
}

const ofOneSubnet: SurePlay = (world) => {
  const netuid = oneOf(world, soundSubnets(world))
  if (netuid === undefined || !isWindowOpen(world, netuid)) return undefined
  const [name, arg, value] = world.random.pick(OF_SUBNET)
  const call = callOf('AdminUtils', name, { netuid, [arg]: value(world.random) })
  return byRoot(world, call, { alone: [ofSubnet(netuid)] })
}

/** What Root sets of a subnet by other calls than those of AdminUtils. */
const otherwise: SurePlay = (world) => {
  const { random } = world
  const netuid = anySubnet(world)
  if (netuid === undefined) return undefined
  const alone = [ofSubnet(netuid)]
  switch (random.below(6)) {
    case 0: {
      const call = subtensor('set_activity_cutoff_factor', {
        ...{ netuid, factor_milli: 1_000 + random.below(49_001) },
      })
      return byRoot(world, call, { alone })
    }
    case 1: {
      const isOn = ofNet(world, bool, 'VotingPowerTrackingEnabled', netuid, false)
      const willEnd = ofNet(world, u64, 'VotingPowerDisableAtBlock', netuid, 0n) > 0n
      const name = isOn && !willEnd ? 'disable' : 'enable'
      return byRoot(world, subtensor(`${name}_voting_power_tracking`, { netuid }), { alone })
    }
    case 2: {
      const args = { netuid, new_value: BigInt(random.below(1_000_000)) }
      return byRoot(world, subtensor('sudo_set_root_claim_threshold', args), { alone })
    }
    case 3: {
      const args = { netuid, alpha: BigInt(random.below(2 ** 31)) * 400_000_000n }
      return byRoot(world, subtensor('sudo_set_voting_power_ema_alpha', args), { alone })
    }
    case 4:
      return byRoot(world, callOf('Swap', 'set_fee_rate', { netuid, rate: random.below(1_000) }), {
        alone,
      })
    default:
      return setOwnerHotkey(world, netuid)
  }
}

/** The hotkey of a subnet's owner has not been set for a week, as it never was. */
function setOwnerHotkey(world: ModelWorld, netuid: number): ReturnType<SurePlay> {
  const key = Uint8Array.of(0, netuid & 255, netuid >> 8)
  const last = world.storage.get(u64, 'SubtensorModule.LastRateLimitedBlock', key) ?? 0n
  if (last !== 0n) return undefined
  const name = world.random.pick(['sudo_set_sn_owner_hotkey', 'sudo_set_subnet_owner_hotkey'])
  const call = callOf('AdminUtils', name, { netuid, hotkey: anyHotkey(world).account })
  return byRoot(world, call, { alone: [ofSubnet(netuid)] })
}

const changeFinality: SurePlay = (world) => {
  if (world.storage.has('Grandpa.PendingChange')) return undefined
  const next_authorities = AUTHORITIES.map((key) => [key, 1n])
  const plan = { next_authorities, in_blocks: world.random.below(4), forced: undefined }
  const call = callOf('AdminUtils', 'schedule_grandpa_change', plan)
  return byRoot(world, call, { alone: ['finality'] })
}

/** Root lets things happen on a subnet; its batch does what it can. */
const ready: SurePlay = (world) => {
  const move = prepare(world)
  const netuids = world.facts.netuids.map(ofSubnet)
  return move && byRoot(world, move.call, { alone: netuids })
}

/** What Root sets. */
export const settingMoves: readonly WeightedSure[] = [
  [4, ofOneSubnet],
  [2, otherwise],
  [1, changeFinality],
  [2, ready],
]

/** What Root sets for the whole chain, in a block of its own. */
export const chainSettingMoves: readonly WeightedSure[] = [
  [2, decree],
  [3, ofChain],
]
