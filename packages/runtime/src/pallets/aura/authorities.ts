import { encode, u8, vec } from '@plexus/primitives'
import { concatBytes } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import { BlockDigest } from '../system/storage.ts'
import { ENGINE_ID } from './slot.ts'
import { Authorities, AuthorityId } from './storage.ts'

/** `ConsensusLog::AuthoritiesChange` of sp_consensus_aura. */
const AUTHORITIES_CHANGE = 1

/** Replaces the block authors and notes it in the block's digest; an empty list is ignored. */
export function changeAuthorities(ctx: Context, authorities: readonly Uint8Array[]): void {
  if (authorities.length === 0) return
  Authorities.set(ctx, authorities)
  const log = concatBytes(encode(u8, AUTHORITIES_CHANGE), encode(vec(AuthorityId), authorities))
  BlockDigest.update(ctx, ({ logs }) => ({
    logs: [...logs, { type: 'Consensus', value: [ENGINE_ID, log] }],
  }))
}
