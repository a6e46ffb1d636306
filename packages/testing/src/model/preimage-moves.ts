import {
  AccountId32,
  encode,
  equalBytes,
  enumeration,
  naming,
  option,
  tuple,
  u32,
  u64,
  vec,
  u8,
} from '@plexus/primitives'
import type { KeyPair, ValueOf } from '@plexus/primitives'
import { callOf } from '@plexus/runtime'
import { byRoot, canPay, payer } from './accounts.ts'
import type { ModelWorld, SurePlay, WeightedSure } from './sure-move.ts'

const Ticket = tuple(AccountId32, u64)
const Status = enumeration({
  Unrequested: naming(0, { ticket: Ticket, len: u32 }),
  Requested: naming(1, { maybe_ticket: option(Ticket), count: u32, maybe_len: option(u32) }),
})

/** Few preimages, so that they meet. */
const PREIMAGES = 12

const note: SurePlay = (world) => {
  const by = payer(world)
  const bytes = preimage(world.random.below(PREIMAGES))
  const hash = world.hasher.blake2b256(bytes)
  // Somebody has noted it, or the chain wants it.
  const status = statusOf(world, hash)
  if (by === undefined || status?.type === 'Unrequested') return undefined
  return { by, call: callOf('Preimage', 'note_preimage', { bytes }), alone: [ofPreimage(hash)] }
}

/** Who noted a preimage takes it back. */
const unnote: SurePlay = (world) => {
  const all = world.storage.keys('Preimage.RequestStatusFor').flatMap((hash) => {
    const by = ownerOf(world, hash)
    return by === undefined || !canPay(world, by) ? [] : [{ by, hash }]
  })
  if (all.length === 0) return undefined
  const { by, hash } = world.random.pick(all)
  return { by, call: callOf('Preimage', 'unnote_preimage', { hash }), alone: [ofPreimage(hash)] }
}

/** Root wants a preimage, or wants it no more. */
const request: SurePlay = (world) => {
  const hash = world.hasher.blake2b256(preimage(world.random.below(PREIMAGES)))
  const isRequested = statusOf(world, hash)?.type === 'Requested'
  const name = isRequested && !world.random.oneIn(4) ? 'unrequest_preimage' : 'request_preimage'
  return byRoot(world, callOf('Preimage', name, { hash }), { alone: [ofPreimage(hash)] })
}

const update: SurePlay = (world) => {
  const by = payer(world)
  const hashes = [0, 1].map((at) => world.hasher.blake2b256(preimage(at)))
  return by && { by, call: callOf('Preimage', 'ensure_updated', { hashes }) }
}

/** What is done with preimages. */
export const preimageMoves: readonly WeightedSure[] = [
  [3, note],
  [2, unnote],
  [3, request],
  [1, update],
]

/** Long ones cost more. */
const preimage = (number: number): Uint8Array =>
  encode(
    vec(u8),
    Array.from({ length: 1 + 20 * number }, () => number),
  )

const ofPreimage = (hash: Uint8Array): string => `preimage ${hash.join()}`

const statusOf = ({ storage }: ModelWorld, hash: Uint8Array): ValueOf<typeof Status> | undefined =>
  storage.get(Status, 'Preimage.RequestStatusFor', hash)

function ownerOf(world: ModelWorld, hash: Uint8Array): KeyPair | undefined {
  const status = statusOf(world, hash)
  const ticket = status?.type === 'Requested' ? status.value.maybe_ticket : status?.value.ticket
  return world.cast.find(({ coldkey }) => ticket && equalBytes(coldkey.account, ticket[0]))?.coldkey
}
