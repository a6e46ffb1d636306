import { bytes, fixedBytes, struct, u128, u16, u32, u64, vec } from '@plexus/primitives'
import { callOf } from '@plexus/runtime'
import { anySubnet, subtensor } from '../economy/move.ts'
import { le16 } from '../raw-storage.ts'
import { byRoot, canPay, isFree, payer } from './accounts.ts'
import { coldkeyOf } from './proxies.ts'
import { ofSubnet } from './sure-move.ts'
import type { ModelWorld, SurePlay, WeightedSure } from './sure-move.ts'
import { anyNeuronAtAll, hasPassed, ofNet, uidOf } from './subnets.ts'
import type { Neuron } from './subnets.ts'

const Endpoint = struct({ block: u64, version: u32, ip: u128, port: u16 })
const Usage = struct({ last_epoch: u64, used_space: u64 })
const DEFAULT_SERVING_LIMIT = 50n
const DEFAULT_SPACE = 3_100
/** Any commitment counts as so many bytes, at least. */
const COMMITMENT_BYTES = 100
/** Letters that subnets may have (spec: 20-calls §7.7). */
const FIRST_LETTER = 'α'
const LETTERS = 17

/** A neuron says where it answers. */
const serve: SurePlay = (world) => {
  const { random } = world
  const neuron = anyNeuronAtAll(world)
  if (neuron === undefined || !isFree(world, neuron.pair.account)) return undefined
  const { netuid, pair: by } = neuron
  const where = {
    netuid,
    version: random.below(100),
    ip: 3_500_000_000n + BigInt(random.below(100_000_000)),
    port: 1 + random.below(65_535),
    ip_type: 4,
  }
  const shared = [ofSubnet(netuid)]
  if (random.oneIn(3)) {
    if (!mayServe(world, neuron, 'Prometheus')) return undefined
    return { by, call: subtensor('serve_prometheus', where), shared }
  }
  if (!mayServe(world, neuron, 'Axons')) return undefined
  const axon = { ...where, protocol: 4, placeholder1: 0, placeholder2: 0 }
  if (random.oneIn(2)) return { by, call: subtensor('serve_axon', axon), shared }
  const certificate = random.bytes(1 + random.below(70))
  return { by, call: subtensor('serve_axon_tls', { ...axon, certificate }), shared }
}

/** A neuron publishes what it stands for. */
const publish: SurePlay = (world) => {
  const { random, storage } = world
  const neuron = anyNeuronAtAll(world)
  if (neuron === undefined || !isFree(world, neuron.pair.account)) return undefined
  const { netuid, pair: by } = neuron
  const key = [le16(netuid), storage.twox64(by.account)]
  const used = storage.get(Usage, 'Commitments.UsedSpaceOf', ...key)?.used_space ?? 0n
  const most = storage.get(u32, 'Commitments.MaxSpace') ?? DEFAULT_SPACE
  if (used + BigInt(COMMITMENT_BYTES) > BigInt(most)) return undefined
  const fields = [{ type: 'Raw4', value: random.bytes(4) }]
  const call = callOf('Commitments', 'set_commitment', { netuid, info: { fields } })
  return { by, call, shared: [ofSubnet(netuid)] }
}

const introduce: SurePlay = (world) => {
  const { storage } = world
  const by = payer(world)
  if (by === undefined) return undefined
  const key = storage.blake2(by.account)
  const owned = storage.get(OWNED, 'SubtensorModule.OwnedHotkeys', key) ?? []
  const isPresent = owned.some((hotkey) =>
    world.facts.netuids.some((netuid) => uidOf(world, netuid, hotkey) !== undefined),
  )
  if (!isPresent) return undefined
  const [name, url, github_repo, image] = [text(world), text(world), text(world), text(world)]
  const rest = { discord: text(world), description: text(world), additional: text(world) }
  const call = subtensor('set_identity', { name, url, github_repo, image, ...rest })
  // Neurons of other moves of the block may replace those that were looked at.
  return { by, call, alone: world.facts.netuids.map(ofSubnet) }
}

/** The owner says what its subnet is. */
const describe: SurePlay = (world) => {
  const { facts } = world
  const netuid = anySubnet(world)
  const owner = netuid === undefined ? undefined : facts.owner(netuid)
  const by = owner && coldkeyOf(world, owner)
  if (netuid === undefined || by === undefined || !canPay(world, by)) return undefined
  const shared = [ofSubnet(netuid)]
  if (world.random.oneIn(2)) {
    const [subnet_name, github_repo, subnet_contact] = [text(world), text(world), text(world)]
    const names = { subnet_name, github_repo, subnet_contact, subnet_url: text(world) }
    const rest = { discord: text(world), description: text(world), logo_url: text(world) }
    const identity = { netuid, ...names, ...rest, additional: text(world) }
    return { by, call: subtensor('set_subnet_identity', identity), shared }
  }
  const symbol = freeSymbol(world)
  if (symbol === undefined) return undefined
  const call = subtensor('update_symbol', { netuid, symbol })
  const claims = { alone: [SYMBOLS, 'networks'], shared }
  return world.random.oneIn(3) ? byRoot(world, call, claims) : { by, call, ...claims }
}

/** What people tell of themselves. */
export const presenceMoves: readonly WeightedSure[] = [
  [5, serve],
  [2, publish],
  [1, introduce],
  [2, describe],
]

const SYMBOLS = 'symbols'
const OWNED = vec(fixedBytes(32))

function mayServe(world: ModelWorld, { netuid, pair }: Neuron, item: string): boolean {
  const { storage } = world
  const keys = [le16(netuid), storage.blake2(pair.account)]
  const last = storage.get(Endpoint, `SubtensorModule.${item}`, ...keys)?.block ?? 0n
  const limit = ofNet(world, u64, 'ServingRateLimit', netuid, DEFAULT_SERVING_LIMIT)
  return limit === 0n || hasPassed(world, last, limit)
}

/** A Greek letter that no network has. */
function freeSymbol({ storage, random }: ModelWorld): Uint8Array | undefined {
  const item = 'SubtensorModule.TokenSymbol'
  const used = new Set(
    storage.keys(item).map((key) => new TextDecoder().decode(storage.get(bytes, item, key))),
  )
  const first = FIRST_LETTER.codePointAt(0) ?? 0
  const letters = Array.from({ length: LETTERS }, (_, at) => String.fromCodePoint(first + at))
  const free = letters.filter((letter) => !used.has(letter))
  return free.length === 0 ? undefined : new TextEncoder().encode(random.pick(free))
}

const text = ({ random }: ModelWorld): Uint8Array =>
  new TextEncoder().encode(`text ${random.below(1000)}`)
