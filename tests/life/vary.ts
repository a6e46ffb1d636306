import { createRandom } from '@plexus/testing'
import type { Random } from '@plexus/testing'
import type { Json, Life, LifeCall, LifeExtrinsic } from './script.ts'

type Draw = (random: Random) => LifeExtrinsic

const ROOT = 0
const [MAIN, SIDE] = [2, 3]
/** Coldkeys that can always pay. */
const RICH = ['Alice', 'Bob', 'Charlie', 'Dave', 'Eve', 'Ferdie', 'Nominator1']
/** Hotkeys and who owns them. */
const OWNERS: readonly (readonly [hotkey: string, coldkey: string])[] = [
  ...([['Validator1', 'Alice'] as const, ['Validator2', 'Dave'] as const] as const),
  ...([['Validator3', 'Ferdie'] as const, ['BobHot', 'Bob'] as const] as const),
  ...([['CharlieHot', 'Charlie'] as const, ['Miner1', 'Dave'] as const] as const),
  ...([['Miner2', 'Dave'] as const, ['Miner3', 'Dave'] as const] as const),
  ...([['Miner4', 'Dave'] as const, ['Miner5', 'Eve'] as const] as const),
  ...([['Miner6', 'Eve'] as const, ['Miner7', 'Eve'] as const] as const),
  ...([['Miner8', 'Bob'] as const, ['Miner9', 'Ferdie'] as const] as const),
]
/** One block in so many of the quiet ones has no more than the life has. */
const MOST_ADDED = 4
const FIRST_ADDED = 17
const U64_MAX = 2n ** 64n - 1n

/**
 * The life with more in it: stake that moves, keys, claims, weights and settings, drawn from a seed.
 * Nothing is added for a signer that the block already has.
 */
export function varied(life: Life, seed: number): Life {
  const random = createRandom(seed)
  const steps = new Map(life.steps.map(({ block, extrinsics }) => [block, extrinsics]))
  for (let block = FIRST_ADDED; block <= life.end; block += 1) {
    const extrinsics = [...(steps.get(block) ?? [])]
    for (let count = random.below(MOST_ADDED + 1); count > 0; count -= 1) {
      const drawn = random.pick(DRAWS)(random)
      if (!extrinsics.some(({ signer }) => signer === drawn.signer)) extrinsics.push(drawn)
    }
    if (extrinsics.length > 0) steps.set(block, extrinsics)
  }
  const sorted = [...steps].sort(([a], [b]) => a - b)
  return { ...life, steps: sorted.map(([block, extrinsics]) => ({ block, extrinsics })) }
}

const sub = (signer: string, name: string, args: LifeCall['args']): LifeExtrinsic => ({
  ...{ signer, call: `SubtensorModule.${name}`, args },
})
const owner = (netuid: number): string => (netuid === MAIN ? 'Bob' : 'Charlie')
const setting = (random: Random, name: string, args: LifeCall['args']): LifeExtrinsic => {
  const netuid = subnet(random)
  return { signer: owner(netuid), call: `AdminUtils.${name}`, args: { netuid, ...args } }
}
const override = (name: string, args: LifeCall['args']): LifeExtrinsic => ({
  signer: 'Alice',
  call: 'Sudo.sudo',
  args: { call: { call: `AdminUtils.${name}`, args } },
})

const account = (name: string): Json => ({ account: name })
const subnet = (random: Random): number => random.pick([MAIN, SIDE])
const network = (random: Random): number =>
  random.oneIn(12) ? random.pick([1, 99]) : random.pick([ROOT, MAIN, MAIN, SIDE])
const coldkey = (random: Random): string => random.pick(RICH)
const hotkey = (random: Random): Json => account(random.pick(OWNERS)[0])
/** Half of all are below a TAO, some far below, few are thousands. */
const amount = (random: Random): string => {
  const magnitude = random.pick([1, 1e3, 1e6, 1e8, 1e9, 1e9, 1e10, 1e10, 1e11, 1e12])
  return String(magnitude * (1 + random.below(90)) + random.below(magnitude))
}
const limit = (random: Random): LifeCall['args'] => ({
  limit_price: String(random.pick([1, 1e8, 1e9, 1e9, 5e9]) * (1 + random.below(5))),
  allow_partial: random.oneIn(2),
})
const u16 = (random: Random): number => random.below(65_536)

const path = (random: Random): LifeCall['args'] => ({
  origin_netuid: network(random),
  destination_netuid: network(random),
  alpha_amount: amount(random),
})

const STAKE: readonly Draw[] = [
  (r) =>
    sub(coldkey(r), 'add_stake', {
      hotkey: hotkey(r),
      netuid: network(r),
      amount_staked: amount(r),
    }),
  (r) =>
    sub(coldkey(r), 'add_stake_limit', {
      ...{ hotkey: hotkey(r), netuid: network(r), amount_staked: amount(r) },
      ...limit(r),
    }),
  (r) =>
    sub(coldkey(r), 'remove_stake', {
      hotkey: hotkey(r),
      netuid: network(r),
      amount_unstaked: amount(r),
    }),
  (r) =>
    sub(coldkey(r), 'remove_stake_limit', {
      ...{ hotkey: hotkey(r), netuid: network(r), amount_unstaked: amount(r) },
      ...limit(r),
    }),
  (r) =>
    sub(coldkey(r), 'move_stake', {
      ...{ origin_hotkey: hotkey(r), destination_hotkey: hotkey(r) },
      ...path(r),
    }),
  (r) => sub(coldkey(r), 'swap_stake', { hotkey: hotkey(r), ...path(r) }),
  (r) => sub(coldkey(r), 'swap_stake_limit', { hotkey: hotkey(r), ...path(r), ...limit(r) }),
  (r) =>
    sub(coldkey(r), 'transfer_stake', {
      ...{ destination_coldkey: account(coldkey(r)), hotkey: hotkey(r) },
      ...path(r),
    }),
]

const KEYS: readonly Draw[] = [
  (r) => sub(coldkey(r), r.pick(['unstake_all', 'unstake_all_alpha']), { hotkey: hotkey(r) }),
  (r) => sub(coldkey(r), 'claim_root', { subnets: r.pick([[MAIN], [SIDE], [MAIN, SIDE]]) }),
  (r) => {
    const type = r.pick(['Swap', 'Keep', 'KeepSubnets'])
    const value = type === 'KeepSubnets' ? { subnets: [subnet(r)] } : null
    return sub(coldkey(r), 'set_root_claim_type', { new_root_claim_type: { type, value } })
  },
  (r) => {
    const [name, who] = r.pick(OWNERS)
    return sub(who, 'burned_register', { netuid: subnet(r), hotkey: account(name) })
  },
  (r) => {
    const [name, who] = r.pick(OWNERS)
    return sub(who, 'root_register', { hotkey: account(name) })
  },
  (r) => {
    const [name, who] = r.pick(OWNERS)
    const parts = () => String((U64_MAX / 100n) * BigInt(1 + r.below(45)))
    const links = [
      [parts(), hotkey(r)],
      [parts(), hotkey(r)],
    ].slice(r.below(3))
    return sub(who, 'set_children', { hotkey: account(name), netuid: subnet(r), children: links })
  },
  (r) => {
    const [name, who] = r.pick(OWNERS)
    const args = { hotkey: account(name), netuid: subnet(r), take: r.below(13_000) }
    return sub(who, 'set_childkey_take', args)
  },
  (r) => {
    const [name, who] = r.pick(OWNERS)
    const call = r.pick(['increase_take', 'decrease_take'])
    return sub(who, call, { hotkey: account(name), take: r.below(12_500) })
  },
  (r) => sub(coldkey(r), 'set_coldkey_auto_stake_hotkey', { netuid: subnet(r), hotkey: hotkey(r) }),
]

const WEIGHTS: readonly Draw[] = [
  (r) => {
    const dests = Array.from({ length: 1 + r.below(12) }, (_, uid) => uid)
    const weights = dests.map(() => (r.oneIn(5) ? 0 : u16(r)))
    const args = { netuid: subnet(r), dests, weights, version_key: '0' }
    return sub(r.pick(OWNERS)[0], 'set_weights', args)
  },
  (r) => {
    const dests = [3, 1, 2].slice(r.below(3))
    const weights = dests.map(() => u16(r))
    const args = { netuid: subnet(r), mecid: r.below(3), dests, weights, version_key: '0' }
    return sub(r.pick(OWNERS)[0], 'set_mechanism_weights', args)
  },
]

const SETTINGS: readonly Draw[] = [
  (r) => setting(r, 'sudo_set_yuma3_enabled', { enabled: r.oneIn(2) }),
  (r) => setting(r, 'sudo_set_liquid_alpha_enabled', { enabled: r.oneIn(2) }),
  (r) => setting(r, 'sudo_set_alpha_values', { alpha_low: u16(r), alpha_high: u16(r) }),
  (r) => setting(r, 'sudo_set_bonds_penalty', { bonds_penalty: u16(r) }),
  (r) => setting(r, 'sudo_set_immunity_period', { immunity_period: r.below(200) }),
  (r) => setting(r, 'sudo_set_commit_reveal_weights_enabled', { enabled: r.oneIn(3) }),
  (r) => setting(r, 'sudo_set_mechanism_count', { mechanism_count: r.below(4) }),
  (r) => {
    const first = u16(r)
    const maybe_split = r.oneIn(3) ? null : [first, 65_535 - first]
    return setting(r, 'sudo_set_mechanism_emission_split', { maybe_split })
  },
  (r) => {
    const recycle_or_burn = { type: r.pick(['Recycle', 'Burn']), value: null }
    return setting(r, 'sudo_set_recycle_or_burn', { recycle_or_burn })
  },
  (r) => override('sudo_set_kappa', { netuid: subnet(r), kappa: u16(r) }),
  (r) => override('sudo_set_ck_burn', { burn: String((U64_MAX / 100n) * BigInt(r.below(101))) }),
  (r) => override('sudo_set_subnet_moving_alpha', { alpha: String(r.below(2 ** 31)) }),
  (r) =>
    override('sudo_set_ema_price_halving_period', {
      ...{ netuid: subnet(r), ema_halving: String(1 + r.below(50)) },
    }),
  (r) =>
    override('sudo_set_max_allowed_validators', {
      ...{ netuid: subnet(r), max_allowed_validators: 1 + r.below(8) },
    }),
  (r) => override('sudo_set_subnet_emission_enabled', { netuid: subnet(r), enabled: !r.oneIn(3) }),
]

const DRAWS: readonly Draw[] = [
  ...STAKE,
  ...STAKE,
  ...STAKE,
  ...KEYS,
  ...WEIGHTS,
  ...WEIGHTS,
  ...SETTINGS,
]
