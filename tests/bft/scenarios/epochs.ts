import { hashAt, heightOf, until, untilAllReach } from '../checks.ts'
import type { LocalNetwork, Member } from '../network.ts'
import { startPolkadotJs } from '../polkadot-js.ts'
import type { JsCall, PolkadotJs } from '../polkadot-js.ts'
import type { Scenario } from '../scenario.ts'

const EPOCHS = 5
const TAO = 1_000_000_000
const ALICE = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'
const BOB = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty'
const CHARLIE = '5FLSigC9HGRKVhB9FiEo4Y3koPsNmBmLJbpXg2mp1hXcS59Y'

/** A subnet is founded, judged and paid while its calls go through another node each time. */
export const epochs: Scenario = {
  name: 'epochs',
  size: 'ci',
  async run({ done, four }) {
    const network = await four()
    const client = await startPolkadotJs()
    try {
      const netuid = await foundSubnet(network, client)
      done(`subnet ${netuid} is founded, with two miners, through four nodes`)
      const [first] = network.members
      if (first === undefined) throw new Error('there is no node')
      const epochOf = (): Promise<number> =>
        client.query<number>(first, ['subtensorModule', 'subnetEpochIndex'], [netuid])
      const began = await epochOf()
      await until(
        `${EPOCHS} epochs of subnet ${netuid}`,
        async () => (await epochOf()) >= began + EPOCHS,
      )
      done(await paid(client, first, netuid))
      done(await sameMetagraph(network, client, netuid))
    } finally {
      await client.stop()
    }
  },
}

async function foundSubnet(network: LocalNetwork, client: PolkadotJs): Promise<number> {
  const { members } = network
  let turn = 0
  const send = (signer: string, ...call: JsCall) => {
    const member = members[turn % members.length]
    turn += 1
    if (member === undefined) throw new Error('there is no node')
    return client.send(network, member, signer, call)
  }
  const added = await send('//Alice', 'subtensorModule', 'registerNetwork', [ALICE])
  const [, , data] = added.events.find(([, name]) => name === 'NetworkAdded') ?? []
  const netuid = Array.isArray(data) ? Number(data[0]) : Number.NaN
  // Root opens the window in which the owner may speak; the owner does the rest.
  for (const call of [
    ['adminUtils', 'sudoSetAdminFreezeWindow', [0]],
    ['adminUtils', 'sudoSetWeightsSetRateLimit', [netuid, 0]],
  ]) {
    await send('//Alice', 'sudo', 'sudo', [{ call }])
  }
  await send('//Alice', 'adminUtils', 'sudoSetCommitRevealWeightsEnabled', [netuid, false])
  await send('//Alice', 'subtensorModule', 'startCall', [netuid])
  await send('//Bob', 'subtensorModule', 'burnedRegister', [netuid, BOB])
  await send('//Charlie', 'subtensorModule', 'burnedRegister', [netuid, CHARLIE])
  await send('//Alice', 'subtensorModule', 'addStake', [ALICE, netuid, 100 * TAO])
  await send('//Bob', 'subtensorModule', 'serveAxon', [netuid, 1, 0x08080808, 8091, 4, 4, 0, 0])
  await send('//Alice', 'subtensorModule', 'setWeights', [netuid, [1, 2], [65_535, 32_768], 0])
  return netuid
}

/** The miners have the incentive that they were judged to deserve, and alpha that nobody staked. */
async function paid(client: PolkadotJs, member: Member, netuid: number): Promise<string> {
  const of = <T>(name: string, ...args: readonly unknown[]): Promise<T> =>
    client.query<T>(member, ['subtensorModule', name], args)
  const incentive = await of<readonly number[]>('incentive', netuid)
  const [owner = 0, bob = 0, charlie = 0] = incentive
  // Twice the weight is twice the incentive, up to the rounding of 16 bits.
  if (owner !== 0 || charlie === 0 || Math.abs(bob - 2 * charlie) > 2) {
    throw new Error(`the incentives are ${incentive.join(', ')}`)
  }
  const alpha = await Promise.all(
    [BOB, CHARLIE].map(async (who) =>
      BigInt(await of<string | number>('totalHotkeyAlpha', who, netuid)),
    ),
  )
  if (alpha.some((amount) => amount === 0n)) throw new Error(`the miners have ${alpha.join(', ')}`)
  const emission = await of<readonly (string | number)[]>('emission', netuid)
  if (emission.slice(1).some((amount) => BigInt(amount) === 0n)) {
    throw new Error(`the emissions are ${emission.join(', ')}`)
  }
  return `after ${EPOCHS} epochs the miners have incentives ${bob} and ${charlie}, and ${alpha.join(' and ')} of alpha`
}

async function sameMetagraph(
  network: LocalNetwork,
  client: PolkadotJs,
  netuid: number,
): Promise<string> {
  const [first] = network.members
  if (first === undefined) throw new Error('there is no node')
  const height = await heightOf(first)
  await untilAllReach(network, height)
  const at = await hashAt(first, height)
  const graphs = await Promise.all(
    network.members.map(async (member) => {
      const path = ['subnetInfoRuntimeApi', 'getMetagraph'] as const
      return JSON.stringify(await client.call(member, path, [netuid], at))
    }),
  )
  if (!graphs[0]?.includes(BOB)) throw new Error('the metagraph lacks a miner')
  const differs = graphs.findIndex((graph) => graph !== graphs[0])
  if (differs !== -1) throw new Error(`${network.members[differs]?.name} has another metagraph`)
  return `${graphs.length} nodes agree on the metagraph of block ${height}`
}
