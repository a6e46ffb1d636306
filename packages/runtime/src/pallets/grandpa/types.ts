import {
  bare,
  enumeration,
  fixedBytes,
  H256,
  holding,
  naming,
  newtype,
  option,
  struct,
  tuple,
  u32,
  u64,
  vec,
  weakBoundedVec,
} from '@plexus/primitives'
import type { AnyType, Type } from '@plexus/primitives'

const app = (name: string): readonly string[] => ['sp_consensus_grandpa', 'app', name]
const numberParam = { name: 'N', type: u32 as AnyType } as const
const blockParams = [{ name: 'H', type: H256 as AnyType }, numberParam] as const

/** `sp_consensus_grandpa::app::Public`: an ed25519 key. */
export const AuthorityId = newtype(fixedBytes(32), app('Public'))
const AuthoritySignature = newtype(fixedBytes(64), app('Signature'))

/** An authority and its weight. */
export const Authority = tuple(AuthorityId, u64)
export const AuthorityList = vec(Authority)
export const BoundedAuthorityList = weakBoundedVec(Authority)

const schedule = { scheduled_at: u32, delay: u32 } as const

/** `pallet_grandpa::StoredState`. */
export const StoredState = enumeration(
  {
    Live: bare(0),
    PendingPause: naming(1, schedule),
    Paused: bare(2),
    PendingResume: naming(3, schedule),
  },
  { path: ['pallet_grandpa', 'StoredState'], params: [numberParam] },
)

/** `pallet_grandpa::StoredPendingChange`. */
export const StoredPendingChange = struct(
  { ...schedule, next_authorities: BoundedAuthorityList, forced: option(u32) },
  { path: ['pallet_grandpa', 'StoredPendingChange'], params: [numberParam, { name: 'Limit' }] },
)

const vote = (name: string) =>
  struct(
    { target_hash: H256, target_number: u32 },
    { path: ['finality_grandpa', name], params: blockParams },
  )

const equivocation = <V>(ofVote: Type<V>) => {
  const signed = tuple(ofVote, AuthoritySignature)
  return struct(
    { round_number: u64, identity: AuthorityId, first: signed, second: signed },
    {
      path: ['finality_grandpa', 'Equivocation'],
      params: [
        { name: 'Id', type: AuthorityId as AnyType },
        { name: 'V', type: ofVote as AnyType },
        { name: 'S', type: AuthoritySignature as AnyType },
      ],
    },
  )
}

const Equivocation = enumeration(
  {
    Prevote: holding(0, equivocation(vote('Prevote'))),
    Precommit: holding(1, equivocation(vote('Precommit'))),
  },
  { path: ['sp_consensus_grandpa', 'Equivocation'], params: blockParams },
)

/** `sp_consensus_grandpa::EquivocationProof`: an authority that voted twice in a round. */
export const EquivocationProof = struct(
  { set_id: u64, equivocation: Equivocation },
  { path: ['sp_consensus_grandpa', 'EquivocationProof'], params: blockParams },
)

/** `sp_core::Void`: a type without values. */
export const Void = enumeration({}, { path: ['sp_core', 'Void'] })
