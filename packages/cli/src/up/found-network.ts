import { call, readStorage, readStorageMap, submit } from '@plexus/sdk'
import type { Call, Client, Signer } from '@plexus/sdk'
import type { Participant, SubnetCast } from './cast.ts'
import type { Keys } from './wallets.ts'

/** Who founds the network, and with what. */
export interface Founding {
  readonly client: Client
  /** The account that may call as Root, and has the money. */
  readonly root: Signer
  readonly casts: readonly SubnetCast[]
  keysOf(participant: Participant): Keys
  /** Told of each step before it is taken. */
  readonly onStep: (text: string) => void
}

/** In rao: two subnets cost 3,000 TAO to register. */
const OWNER_RAO = 10_000_000_000_000n
const MINER_RAO = 100_000_000_000n
const FEES_RAO = 10_000_000_000n
/** Blocks of one epoch; the scores of a window are paid in the next. */
const TEMPO = 20

/**
 * Makes the network that the casts need: subnets, their settings, neurons and stakes. What is there
 * already stays, so a second start goes on with the first one's chain.
 *
 * @returns netuids by name of the subnet
 */
export async function foundNetwork(founding: Founding): Promise<ReadonlyMap<string, number>> {
  await openForAll(founding)
  const netuids = new Map<string, number>()
  for (const cast of founding.casts) {
    const { name } = cast.reference.manifest
    await fund(founding, cast)
    const netuid = await ensureSubnet(founding, cast)
    netuids.set(name, netuid)
    founding.onStep(
      `${name}: ${cast.miners.length} miners and ${cast.validators.length} validators`,
    )
    await Promise.all(
      [...cast.miners, ...cast.validators].map((one) => ensureNeurons(founding, netuid, one)),
    )
    await Promise.all(cast.validators.map((one) => ensureStake(founding, netuid, one)))
  }
  return netuids
}

/** Lifts the limits that make a chain of many owners safe and one of a single owner slow. */
async function openForAll({ client, root }: Founding): Promise<void> {
  await submit(
    client,
    asRoot(
      call('AdminUtils.sudo_set_admin_freeze_window', { window: 0 }),
      call('AdminUtils.sudo_set_network_rate_limit', { rate_limit: 0n }),
      call('AdminUtils.sudo_set_stake_threshold', { min_stake: 0n }),
    ),
    { signer: root },
  )
}

async function fund({ client, root, keysOf }: Founding, cast: SubnetCast): Promise<void> {
  const wanted = [
    [cast.owner, OWNER_RAO],
    ...cast.miners.map((one) => [one, MINER_RAO * BigInt(one.hotkeys.length)] as const),
    ...cast.validators.map((one) => [one, one.stakeRao + MINER_RAO] as const),
  ] as const
  const transfers: Call[] = []
  for (const [participant, value] of wanted) {
    const { address } = keysOf(participant).coldkey
    const account = await readStorage(client, 'System.Account', [address])
    if (account.nonce > 0 || account.data.free >= FEES_RAO) continue
    const dest = { type: 'Id', value: address } as const
    transfers.push(call('Balances.transfer_keep_alive', { dest, value }))
  }
  if (transfers.length > 0) await submit(client, inOne(transfers), { signer: root })
}

async function ensureSubnet(founding: Founding, cast: SubnetCast): Promise<number> {
  const { client, root, keysOf, onStep } = founding
  const { coldkey, hotkeys } = keysOf(cast.owner)
  const { name } = cast.reference.manifest
  const old = await netuidOf(client, coldkey.address)
  if (old !== undefined) return old
  onStep(`${name}: registering the subnet`)
  const hotkey = hotkeys[0] ?? ''
  await submit(client, call('SubtensorModule.register_network', { hotkey }), { signer: coldkey })
  const netuid = await netuidOf(client, coldkey.address)
  if (netuid === undefined) throw new Error(`the subnet ${name} is not on the chain`)
  await submit(client, call('SubtensorModule.start_call', { netuid }), { signer: coldkey })
  await submit(client, asRoot(...settings(netuid)), { signer: root })
  return netuid
}

const settings = (netuid: number): readonly Call[] => [
  call('AdminUtils.sudo_set_subnet_emission_enabled', { netuid, enabled: true }),
  call('AdminUtils.sudo_set_tempo', { netuid, tempo: TEMPO }),
  call('AdminUtils.sudo_set_weights_set_rate_limit', { netuid, weights_set_rate_limit: 0n }),
  call('AdminUtils.sudo_set_serving_rate_limit', { netuid, serving_rate_limit: 0n }),
  // Whoever registers last pays as much as the first.
  call('AdminUtils.sudo_set_burn_increase_mult', { netuid, burn_increase_mult: 1n << 64n }),
]

async function netuidOf(client: Client, owner: string): Promise<number | undefined> {
  const owners = await readStorageMap(client, 'SubtensorModule.SubnetOwner')
  return owners.find(({ value }) => value === owner)?.keys[0]
}

async function ensureNeurons(
  { client, keysOf }: Founding,
  netuid: number,
  participant: Participant,
): Promise<void> {
  const { coldkey, hotkeys } = keysOf(participant)
  const uids = await Promise.all(
    hotkeys.map((hotkey) => readStorage(client, 'SubtensorModule.Uids', [netuid, hotkey])),
  )
  const calls = hotkeys
    .filter((_, at) => uids[at] === undefined)
    .map((hotkey) => call('SubtensorModule.burned_register', { netuid, hotkey }))
  if (calls.length > 0) await submit(client, inOne(calls), { signer: coldkey })
}

async function ensureStake(
  { client, keysOf }: Founding,
  netuid: number,
  validator: SubnetCast['validators'][number],
): Promise<void> {
  const { coldkey, hotkeys } = keysOf(validator)
  const hotkey = hotkeys[0] ?? ''
  if ((await readStorage(client, 'SubtensorModule.TotalHotkeyAlpha', [hotkey, netuid])) > 0n) return
  const stake = { hotkey, netuid, amount_staked: validator.stakeRao }
  await submit(client, call('SubtensorModule.add_stake', stake), { signer: coldkey })
}

const asRoot = (...calls: readonly Call[]): Call =>
  inOne(calls.map((inner) => call('Sudo.sudo', { call: inner })))

/** All or none of them. */
function inOne(calls: readonly Call[]): Call {
  const [only] = calls
  return calls.length === 1 && only !== undefined ? only : call('Utility.batch_all', { calls })
}
