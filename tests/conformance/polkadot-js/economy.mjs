import { blake2AsHex } from '@polkadot/util-crypto'
import { check } from '../lib/check.mjs'
import { eventOf, succeed } from './client.mjs'

const TAO = 1_000_000_000n
/** Of the genesis, so that the first subnet that anybody registers is number 2. */
const NETUID = 2
/** What Alice commits to and reveals: uids, values, salt. */
const WEIGHTS = [
  [0, 1],
  [32_768, 65_535],
  [7, 11, 13],
]

export function economyTests({ test }, client) {
  const names = ['Alice', 'Bob']
  const address = (name) => client.key(name).address

  /** Root dispatches calls, one by one; all of them succeed. */
  async function root(api, ...calls) {
    const batch = api.tx.utility.batchAll(calls.map((call) => api.tx.sudo.sudo(call)))
    const { result } = await succeed(api, batch, client.key('Alice'))
    for (const { event } of result.events.filter(({ event }) => event.section === 'sudo')) {
      check.ok(event.data.sudoResult.isOk, `sudo: ${event.data.sudoResult}`)
    }
    return result
  }

  /** Sends a call and gives the data of the one event of the pallet with that name. */
  async function sent(call, name, event, section = 'subtensorModule') {
    const api = await client.api()
    const { result } = await succeed(api, call(api), client.key(name))
    return eventOf(result, section, event).data
  }

  test('registers a subnet and starts it', async () => {
    const api = await client.api()
    const added = await sent(
      ({ tx }) => tx.subtensorModule.registerNetwork(address('Alice')),
      'Alice',
      'NetworkAdded',
    )
    check.equal(added[0].toNumber(), NETUID, 'netuid')
    check.equal(
      (await api.query.subtensorModule.subnetOwner(NETUID)).toString(),
      address('Alice'),
      'owner',
    )
    const started = await sent(
      ({ tx }) => tx.subtensorModule.startCall(NETUID),
      'Alice',
      'FirstEmissionBlockNumberSet',
    )
    check.equal(started[0].toNumber(), NETUID, 'subnet of the event')
    await sent(({ tx }) => tx.subtensorModule.startCall(0), 'Alice', 'FirstEmissionBlockNumberSet')
  })

  test('Root sets parameters of the subnet', async () => {
    const api = await client.api()
    const { adminUtils } = api.tx
    const result = await root(
      api,
      adminUtils.sudoSetAdminFreezeWindow(0),
      adminUtils.sudoSetWeightsSetRateLimit(NETUID, 0),
      adminUtils.sudoSetCommitRevealWeightsEnabled(NETUID, false),
      adminUtils.sudoSetKappa(NETUID, 30_000),
    )
    const set = eventOf(result, 'subtensorModule', 'KappaSet').data
    check.equal([set[0].toNumber(), set[1].toNumber()], [NETUID, 30_000], 'event')
    const kappa = await api.query.subtensorModule.kappa(NETUID)
    check.equal(kappa.toNumber(), 30_000, 'kappa')
  })

  test('registers neurons on the subnet and on root', async () => {
    const neuron = await sent(
      ({ tx }) => tx.subtensorModule.burnedRegister(NETUID, address('Bob')),
      'Bob',
      'NeuronRegistered',
    )
    check.equal(
      [neuron[0].toNumber(), neuron[1].toNumber(), neuron[2].toString()],
      [NETUID, 1, address('Bob')],
      'neuron',
    )
    const root = await sent(
      ({ tx }) => tx.subtensorModule.rootRegister(address('Alice')),
      'Alice',
      'NeuronRegistered',
    )
    check.equal([root[0].toNumber(), root[1].toNumber()], [0, 0], 'neuron of root')
  })

  test('stakes and unstakes', async () => {
    const bob = address('Bob')
    const added = await sent(
      ({ tx }) => tx.subtensorModule.addStake(bob, NETUID, 50n * TAO),
      'Bob',
      'StakeAdded',
    )
    check.equal([added[0].toString(), added[1].toString()], [bob, bob], 'who staked')
    const alpha = added[3].toBigInt()
    // The pool holds 1,000 of each; emission moves its price by a little.
    check.ok(alpha > 40n * TAO && alpha < 50n * TAO, `${alpha} alpha for 50 TAO`)
    await sent(
      ({ tx }) => tx.subtensorModule.addStake(address('Alice'), NETUID, 100n * TAO),
      'Alice',
      'StakeAdded',
    )
    const removed = await sent(
      ({ tx }) => tx.subtensorModule.removeStake(bob, NETUID, 5n * TAO),
      'Bob',
      'StakeRemoved',
    )
    check.equal(removed[3].toBigInt() + removed[5].toBigInt(), 5n * TAO, 'alpha and fee')
  })

  test('moves and swaps stake', async () => {
    const [alice, bob] = names.map(address)
    const moved = await sent(
      ({ tx }) => tx.subtensorModule.moveStake(bob, alice, NETUID, NETUID, 5n * TAO),
      'Bob',
      'StakeMoved',
    )
    check.equal([moved[1].toString(), moved[3].toString()], [bob, alice], 'hotkeys')
    const swapped = await sent(
      ({ tx }) => tx.subtensorModule.swapStakeLimit(bob, NETUID, 0, 5n * TAO, TAO / 2n, false),
      'Bob',
      'StakeSwapped',
    )
    check.equal([swapped[2].toNumber(), swapped[3].toNumber()], [NETUID, 0], 'subnets')
  })

  test('serves an axon, publishes a commitment and takes children', async () => {
    const bob = address('Bob')
    const served = await sent(
      ({ tx }) => tx.subtensorModule.serveAxon(NETUID, 1, 0x08080808, 8091, 4, 4, 0, 0),
      'Bob',
      'AxonServed',
    )
    check.equal([served[0].toNumber(), served[1].toString()], [NETUID, bob], 'who serves')
    const published = await sent(
      ({ tx }) => tx.commitments.setCommitment(NETUID, { fields: [{ Raw5: '0x68656c6c6f' }] }),
      'Bob',
      'Commitment',
      'commitments',
    )
    check.equal([published[0].toNumber(), published[1].toString()], [NETUID, bob], 'commitment')
    const half = 2n ** 63n
    const children = await sent(
      ({ tx }) => tx.subtensorModule.setChildren(bob, NETUID, [[half, address('Alice')]]),
      'Bob',
      'SetChildrenScheduled',
    )
    check.equal(children[0].toString(), bob, 'parent')
  })

  test('sets weights, by subnet and by mechanism', async () => {
    const api = await client.api()
    const set = await sent(
      ({ tx }) => tx.subtensorModule.setWeights(NETUID, [1], [65_535], 0),
      'Alice',
      'WeightsSet',
    )
    check.equal([set[0].toNumber(), set[1].toNumber()], [NETUID, 0], 'subnet and uid')
    await sent(
      ({ tx }) => tx.subtensorModule.setMechanismWeights(NETUID, 0, [0, 1], [1, 3], 0),
      'Alice',
      'WeightsSet',
    )
    const weights = await api.query.subtensorModule.weights(NETUID, 0)
    check.equal(
      weights.toJSON(),
      [
        [0, 21_845],
        [1, 65_535],
      ],
      'weights, scaled up',
    )
  })

  test('commits to weights', async () => {
    const api = await client.api()
    const { adminUtils } = api.tx
    await root(api, adminUtils.sudoSetCommitRevealWeightsEnabled(NETUID, true))
    const type = '(AccountId, u16, Vec<u16>, Vec<u16>, Vec<u16>, u64)'
    const content = api.createType(type, [address('Alice'), NETUID, ...WEIGHTS, 0])
    const hash = blake2AsHex(content.toU8a())
    const event = await sent(
      ({ tx }) => tx.subtensorModule.commitWeights(NETUID, hash),
      'Alice',
      'WeightsCommitted',
    )
    check.equal([event[1].toNumber(), event[2].toHex()], [NETUID, hash], 'commitment')
  })

  test('reveals them in the next epoch', async () => {
    const api = await client.api()
    const { weightCommits, subnetEpochIndex } = api.query.subtensorModule
    const [[, epoch]] = (await weightCommits(NETUID, address('Alice'))).unwrap()
    while ((await subnetEpochIndex(NETUID)).lte(epoch)) {
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    const event = await sent(
      ({ tx }) => tx.subtensorModule.revealWeights(NETUID, ...WEIGHTS, 0),
      'Alice',
      'WeightsRevealed',
    )
    check.equal(event[1].toNumber(), NETUID, 'subnet')
    const weights = await api.query.subtensorModule.weights(NETUID, 0)
    check.equal(
      weights.toJSON().map(([, value]) => value),
      WEIGHTS[1],
      'weights',
    )
  })
}
