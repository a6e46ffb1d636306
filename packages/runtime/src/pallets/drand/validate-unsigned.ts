import {
  accountId,
  bytes,
  concatBytes,
  encode,
  fixedBytes,
  str,
  tuple,
  u32,
  u64,
} from '@plexus/primitives'
import type { MultiSignature } from '@plexus/primitives'
import type { RuntimeCall } from '../../frame/call.ts'
import type { Context } from '../../frame/context.ts'
import { refuse, REFUSED_CALL } from '../../frame/unsigned.ts'
import type { TransactionValidity } from '../../runtime.ts'
import { BlockNumber } from '../system/storage.ts'
import { setBeaconConfig } from './calls/set-beacon-config.ts'
import { writePulse } from './calls/write-pulse.ts'
import { UNSIGNED_PRIORITY } from './limits.ts'
import { LastStoredRound, NextUnsignedAt } from './storage.ts'
import { BeaconConfigurationPayload, MultiSigner, PulsesPayload } from './types.ts'

const U64_MAX = 2n ** 64n - 1n
/** The name before each tag, and what is hashed for that of a round. */
const TAG_PREFIX = 'DrandOffchainWorker'
const ROUND_PREFIX = new TextEncoder().encode('drand')
/** Blocks that a verdict holds. */
const ROUND_LONGEVITY = 3n
const CONFIG_LONGEVITY = 1n

const Tag = tuple(str, fixedBytes(32))
const ConfigTag = tuple(u32, bytes)

/**
 * Judges calls without an origin: whoever sends them signs the payload, with any sr25519 key. A
 * configuration that passes here fails in the block all the same, because it needs Root.
 */
export function validateUnsigned(ctx: Context, call: RuntimeCall): TransactionValidity {
  if (setBeaconConfig.is(call)) {
    const { config_payload: payload, signature } = call.args
    const message = encode(BeaconConfigurationPayload, payload)
    return validateSigned(ctx, { ...payload, signature, message }, () =>
      validateConfig(ctx, payload.block_number, payload.public),
    )
  }
  if (writePulse.is(call)) {
    const { pulses_payload: payload, signature } = call.args
    const message = encode(PulsesPayload, payload)
    const rounds = payload.pulses.map(({ round }) => round)
    return validateSigned(ctx, { ...payload, signature, message }, () =>
      validateRounds(ctx, rounds),
    )
  }
  return REFUSED_CALL
}

interface SignedPayload {
  readonly block_number: number
  readonly public: MultiSigner
  readonly signature: MultiSignature | undefined
  readonly message: Uint8Array
}

function validateSigned(
  ctx: Context,
  { block_number, public: signer, signature, message }: SignedPayload,
  judge: () => TransactionValidity,
): TransactionValidity {
  if (signature === undefined) return refuse('BadSigner')
  if (!isSignedBy(ctx, signer, signature, message)) return refuse('BadProof')
  if (BlockNumber.get(ctx) < block_number) return refuse('Future')
  return judge()
}

/** The key of an offchain worker is of sr25519; another curve proves nothing. */
function isSignedBy(
  ctx: Context,
  signer: MultiSigner,
  { type, value: signature }: MultiSignature,
  message: Uint8Array,
): boolean {
  if (signer.type !== 'Sr25519' || type !== 'Sr25519') return false
  const claim = { kind: type, signer: accountId(signer.value), signature, message }
  return ctx.host.verifySignature(claim)
}

/** One round a transaction, newer than the newest; lower rounds go first. */
function validateRounds(ctx: Context, rounds: readonly bigint[]): TransactionValidity {
  const [round, second] = rounds
  if (round === undefined || second !== undefined) return refuse('Call')
  if (NextUnsignedAt.get(ctx) > BlockNumber.get(ctx)) return refuse('Stale')
  if (round <= LastStoredRound.get(ctx)) return refuse('Stale')
  const priority = UNSIGNED_PRIORITY + (U64_MAX - round)
  const content = concatBytes(ROUND_PREFIX, encode(u64, round))
  return {
    ok: true,
    value: {
      priority: priority > U64_MAX ? U64_MAX : priority,
      requires: [],
      provides: [tagOf(ctx, content)],
      longevity: ROUND_LONGEVITY,
      propagate: false,
    },
  }
}

function validateConfig(ctx: Context, block: number, signer: MultiSigner): TransactionValidity {
  const next = NextUnsignedAt.get(ctx)
  if (next > block) return refuse('Stale')
  const content = encode(ConfigTag, [next, encode(MultiSigner, signer)])
  return {
    ok: true,
    value: {
      priority: UNSIGNED_PRIORITY,
      requires: [],
      provides: [tagOf(ctx, content)],
      longevity: CONFIG_LONGEVITY,
      propagate: true,
    },
  }
}

const tagOf = (ctx: Context, content: Uint8Array): Uint8Array =>
  encode(Tag, [TAG_PREFIX, ctx.host.blake2b256(content)])
