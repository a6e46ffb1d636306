import { Blake2256, AccountId, Struct, u16, u64, Vector } from '@polkadot-api/substrate-bindings'
import { toHex } from 'polkadot-api/utils'
import { check } from '../lib/check.mjs'
import { eventOf, watchBest } from './client.mjs'

const TAO = 1_000_000_000n
/** Of the genesis, so that the first subnet that anybody registers is number 2. */
const NETUID = 2
/** What Alice commits to and reveals. */
const WEIGHTS = { uids: [0, 1], values: [32_768, 65_535], salt: [7, 11, 13] }

export function economyTests({ test }, { api, key }) {
  const { AdminUtils, Commitments, Sudo, SubtensorModule, Utility } = api.tx
  const [alice, bob] = ['Alice', 'Bob'].map(key)

  /** Sends a call and gives the one event of the pallet with that name. */
  async function sent(call, who, event, pallet = 'SubtensorModule') {
    const { events } = await watchBest(api, call, who)
    return eventOf(events, pallet, event)
  }

  /** Root dispatches calls, one by one; all of them succeed. */
  async function root(...calls) {
    const sudos = calls.map((call) => Sudo.sudo({ call: call.decodedCall }).decodedCall)
    const { events } = await watchBest(api, Utility.batch_all({ calls: sudos }), alice)
    for (const { value } of events.filter(({ type }) => type === 'Sudo')) {
      check.equal(value.value.sudo_result.success, true, 'result of sudo')
    }
    return events
  }

  test('registers a subnet and starts it', async () => {
    const register = SubtensorModule.register_network({ hotkey: alice.address })
    check.equal(await sent(register, alice, 'NetworkAdded'), [NETUID, 1], 'subnet and kind')
    const started = 'FirstEmissionBlockNumberSet'
    const event = await sent(SubtensorModule.start_call({ netuid: NETUID }), alice, started)
    check.equal(event[0], NETUID, 'subnet of the event')
    await sent(SubtensorModule.start_call({ netuid: 0 }), alice, started)
  })

  test('Root sets parameters of the subnet', async () => {
    const events = await root(
      AdminUtils.sudo_set_admin_freeze_window({ window: 0 }),
      AdminUtils.sudo_set_weights_set_rate_limit({ netuid: NETUID, weights_set_rate_limit: 0n }),
      AdminUtils.sudo_set_commit_reveal_weights_enabled({ netuid: NETUID, enabled: false }),
      AdminUtils.sudo_set_kappa({ netuid: NETUID, kappa: 30_000 }),
    )
    check.equal(eventOf(events, 'SubtensorModule', 'KappaSet'), [NETUID, 30_000], 'event')
    const kappa = await api.query.SubtensorModule.Kappa.getValue(NETUID, { at: 'best' })
    check.equal(kappa, 30_000, 'kappa')
  })

  test('registers neurons on the subnet and on root', async () => {
    const call = SubtensorModule.burned_register({ netuid: NETUID, hotkey: bob.address })
    check.equal(await sent(call, bob, 'NeuronRegistered'), [NETUID, 1, bob.address], 'neuron')
    const root = SubtensorModule.root_register({ hotkey: alice.address })
    check.equal(await sent(root, alice, 'NeuronRegistered'), [0, 0, alice.address], 'on root')
  })

  test('stakes and unstakes', async () => {
    const stake = ({ address: hotkey }, amount_staked) =>
      SubtensorModule.add_stake({ hotkey, netuid: NETUID, amount_staked })
    const added = await sent(stake(bob, 50n * TAO), bob, 'StakeAdded')
    check.equal(added.slice(0, 2), [bob.address, bob.address], 'who staked')
    // The pool holds 1,000 of each; emission moves its price by a little.
    check.ok(added[3] > 40n * TAO && added[3] < 50n * TAO, `${added[3]} alpha for 50 TAO`)
    await sent(stake(alice, 100n * TAO), alice, 'StakeAdded')
    const unstake = SubtensorModule.remove_stake({
      hotkey: bob.address,
      netuid: NETUID,
      amount_unstaked: 5n * TAO,
    })
    const removed = await sent(unstake, bob, 'StakeRemoved')
    check.equal(removed[3] + removed[5], 5n * TAO, 'alpha and fee')
  })

  test('moves and swaps stake', async () => {
    const move = SubtensorModule.move_stake({
      origin_hotkey: bob.address,
      destination_hotkey: alice.address,
      origin_netuid: NETUID,
      destination_netuid: NETUID,
      alpha_amount: 5n * TAO,
    })
    const moved = await sent(move, bob, 'StakeMoved')
    check.equal([moved[1], moved[3]], [bob.address, alice.address], 'hotkeys')
    const swap = SubtensorModule.swap_stake_limit({
      hotkey: bob.address,
      origin_netuid: NETUID,
      destination_netuid: 0,
      alpha_amount: 5n * TAO,
      limit_price: TAO / 2n,
      allow_partial: false,
    })
    const swapped = await sent(swap, bob, 'StakeSwapped')
    check.equal(swapped.slice(2, 4), [NETUID, 0], 'subnets')
  })

  test('serves an axon, publishes a commitment and takes children', async () => {
    const serve = SubtensorModule.serve_axon({
      netuid: NETUID,
      version: 1,
      ip: 0x08_08_08_08n,
      port: 8091,
      ip_type: 4,
      protocol: 4,
      placeholder1: 0,
      placeholder2: 0,
    })
    check.equal(await sent(serve, bob, 'AxonServed'), [NETUID, bob.address], 'who serves')
    const publish = Commitments.set_commitment({
      netuid: NETUID,
      // The client leaves out a struct around its only field.
      info: [{ type: 'Raw5', value: toHex(Buffer.from('hello')) }],
    })
    check.equal(
      await sent(publish, bob, 'Commitment', 'Commitments'),
      { netuid: NETUID, who: bob.address },
      'commitment',
    )
    const children = SubtensorModule.set_children({
      hotkey: bob.address,
      netuid: NETUID,
      children: [[2n ** 63n, alice.address]],
    })
    check.equal((await sent(children, bob, 'SetChildrenScheduled'))[0], bob.address, 'parent')
  })

  test('sets weights, by subnet and by mechanism', async () => {
    const some = { netuid: NETUID, dests: [1], weights: [65_535], version_key: 0n }
    const set = await sent(SubtensorModule.set_weights(some), alice, 'WeightsSet')
    check.equal(set, [NETUID, 0], 'subnet and uid')
    const both = { ...some, mecid: 0, dests: [0, 1], weights: [1, 3] }
    await sent(SubtensorModule.set_mechanism_weights(both), alice, 'WeightsSet')
    check.equal(
      await weightsOf(0),
      [
        [0, 21_845],
        [1, 65_535],
      ],
      'weights, scaled up',
    )
  })

  test('commits to weights', async () => {
    await root(AdminUtils.sudo_set_commit_reveal_weights_enabled({ netuid: NETUID, enabled: true }))
    const content = { who: alice.address, netuid: NETUID, ...WEIGHTS, version: 0n }
    const commit_hash = toHex(Blake2256(Committed.enc(content)))
    const commit = SubtensorModule.commit_weights({ netuid: NETUID, commit_hash })
    const event = await sent(commit, alice, 'WeightsCommitted')
    check.equal(event, [alice.address, NETUID, commit_hash], 'commitment')
  })

  test('reveals them in the next epoch', async () => {
    const { WeightCommits, SubnetEpochIndex } = api.query.SubtensorModule
    const best = { at: 'best' }
    const [[, epoch]] = await WeightCommits.getValue(NETUID, alice.address, best)
    while ((await SubnetEpochIndex.getValue(NETUID, best)) <= epoch) {
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    const content = { netuid: NETUID, ...WEIGHTS, version_key: 0n }
    await sent(SubtensorModule.reveal_weights(content), alice, 'WeightsRevealed')
    check.equal(
      (await weightsOf(0)).map(([, value]) => value),
      WEIGHTS.values,
      'weights',
    )
  })

  function weightsOf(uid) {
    return api.query.SubtensorModule.Weights.getValue(NETUID, uid, { at: 'best' })
  }
}

/** What the hash of a commitment is made of. */
const Committed = Struct({
  who: AccountId(42),
  netuid: u16,
  uids: Vector(u16),
  values: Vector(u16),
  salt: Vector(u16),
  version: u64,
})
