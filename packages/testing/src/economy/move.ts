import { bytesToHex, equalBytes } from '@plexus/primitives'
import type { Hasher, KeyPair, Signatures } from '@plexus/primitives'
import { callOf } from '@plexus/runtime'
import type { RuntimeCall } from '@plexus/runtime'
import type { Random } from '../random.ts'
import type { RawStorage } from '../raw-storage.ts'
import type { Actor } from './cast.ts'
import type { ChainFacts } from './chain-facts.ts'

/** Who signs a call; `Root` is the sudo key, which wraps it, and `Nobody` sends it unsigned. */
export type Signer = KeyPair | 'Root' | 'Nobody'

/** What somebody does. */
export interface Move {
  readonly by: Signer
  readonly call: RuntimeCall
}

/** A weight vector that was committed to and may be revealed. */
export interface Commit {
  readonly by: KeyPair
  readonly netuid: number
  readonly mechid: number
  readonly uids: readonly number[]
  readonly values: readonly number[]
  readonly salt: readonly number[]
  /** How many epochs the subnet had had. */
  readonly epochs: bigint
}

/** What moves are drawn from. */
export interface World {
  readonly random: Random
  readonly hasher: Hasher
  readonly signatures: Pick<Signatures, 'ecdsa'>
  /** Who is there now. */
  readonly cast: readonly Actor[]
  /** Coldkeys that have nothing. */
  readonly heirs: readonly KeyPair[]
  readonly storage: RawStorage
  readonly facts: ChainFacts
  /** Commits of the latest blocks, oldest first. */
  readonly commits: Commit[]
}

/** Draws a move of one kind, or none where the chain has no room for it now. */
export type Play = (world: World) => Move | undefined

/** How many of a hundred and so a kind of move is worth, and the move. */
export type Weighted = readonly [share: number, play: Play]

/** A call of the economy's pallet. */
export const subtensor = (name: string, args: Readonly<Record<string, unknown>>): RuntimeCall =>
  callOf('SubtensorModule', name, args)

export const RAO_PER_TAO = 1_000_000_000n

/** From 0.01 to a thousand TAO or alpha, in rao; small amounts as often as large ones. */
export function amountRao({ random }: World): bigint {
  const magnitude = 10n ** BigInt(7 + random.below(5))
  return magnitude + BigInt(random.below(1_000_000)) * (magnitude / 1_000_000n)
}

/** A subnet, not the root network. */
export function anySubnet({ random, facts }: World): number | undefined {
  const subnets = facts.netuids.filter((netuid) => netuid !== 0)
  return subnets.length === 0 ? undefined : random.pick(subnets)
}

/** A network, the root network as often as any other. */
export const anyNetwork = ({ random, facts }: World): number => random.pick(facts.netuids)

export const anyActor = ({ random, cast }: World): Actor => random.pick(cast)

export const anyHotkey = (world: World): KeyPair => world.random.pick(anyActor(world).hotkeys)

/** The actor of a coldkey. */
export const actorOf = ({ cast }: World, coldkey: Uint8Array | undefined): Actor | undefined =>
  coldkey && cast.find((actor) => equalBytes(actor.coldkey.account, coldkey))

/** The key pair of a hotkey. */
export function pairOf({ cast }: World, hotkey: Uint8Array): KeyPair | undefined {
  const name = bytesToHex(hotkey)
  return cast.flatMap(({ hotkeys }) => hotkeys).find((pair) => bytesToHex(pair.account) === name)
}

/** The owner of a subnet most of the time, else Root. */
export function ownerOrRoot(world: World, netuid: number): Signer {
  const owner = actorOf(world, world.facts.owner(netuid))
  return owner === undefined || world.random.oneIn(4) ? 'Root' : owner.coldkey
}

/** A neuron whose key we have. */
export function anyNeuron(
  world: World,
  netuid: number,
): { readonly uid: number; readonly pair: KeyPair } | undefined {
  const known = world.facts.neurons(netuid).flatMap((hotkey, uid) => {
    const pair = pairOf(world, hotkey)
    return pair === undefined ? [] : [{ uid, pair }]
  })
  return known.length === 0 ? undefined : world.random.pick(known)
}

/** A limit price that a trade stays within most of the time, in rao per alpha. */
export const anyLimit = ({ random }: World, isPurchase: boolean): bigint =>
  random.oneIn(5)
    ? BigInt(random.below(2_000_000_000))
    : isPurchase
      ? 1_000_000_000_000n
      : BigInt(random.below(1_000))
