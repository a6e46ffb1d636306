import type { EngineReport, Misbehaviour, Runtime } from '@plexus/runtime'
import { BlockIDFlag } from 'cosmjs-types/tendermint/types/validator'
import { MisbehaviorType } from 'cosmjs-types/tendermint/abci/types'
import type { Misbehavior, VoteInfo } from 'cosmjs-types/tendermint/abci/types'

/** What CometBFT says of a block beside its transactions. */
export interface BlockFacts {
  readonly proposerAddress: Uint8Array
  /** The votes for the block before, as this block has them; none in the first. */
  readonly votes: readonly Pick<VoteInfo, 'validator' | 'blockIdFlag'>[]
  readonly misbehavior: readonly Misbehavior[]
}

/** The report that begins the block; none on a chain that has no validators. */
export function reportOf(runtime: Runtime, facts: BlockFacts): EngineReport | undefined {
  if (!runtime.hasValidators) return undefined
  return {
    proposer: facts.proposerAddress,
    // Who voted for nothing was there.
    absent: facts.votes
      .filter(({ blockIdFlag }) => blockIdFlag === BlockIDFlag.BLOCK_ID_FLAG_ABSENT)
      .map(({ validator }) => validator.address),
    misbehaviours: facts.misbehavior.flatMap(misbehaviourOf),
  }
}

function misbehaviourOf({ type, validator, height }: Misbehavior): readonly Misbehaviour[] {
  const kind = KINDS.get(type)
  return kind === undefined ? [] : [{ kind, address: validator.address, height }]
}

/** Later versions of CometBFT may know other kinds: the chain has no words for them. */
const KINDS = new Map<MisbehaviorType, Misbehaviour['kind']>([
  [MisbehaviorType.DUPLICATE_VOTE, 'DuplicateVote'],
  [MisbehaviorType.LIGHT_CLIENT_ATTACK, 'LightClientAttack'],
])
