import { createPrivateKey, randomBytes, sign } from 'node:crypto'
import { Timestamp } from 'cosmjs-types/google/protobuf/timestamp'

/** Who voted twice, and for which block. */
export interface DoubleVote {
  /** Seed of the ed25519 key of the validator, 32 bytes. */
  readonly seed: Uint8Array
  readonly chainId: string
  readonly height: bigint
  /** Of the header of that block, as JSON has it: `2026-01-01T00:00:00.123456789Z`. */
  readonly time: string
  /** In capitals. */
  readonly address: string
  /** Place in the set of that block, its power there, and that of all. */
  readonly index: number
  readonly power: number
  readonly totalPower: number
}

/**
 * Evidence that a validator has signed two blocks of one height, as `broadcast_evidence` takes it
 * (spec: 90-cometbft §7.5). Both blocks are made up: only the signatures are real.
 */
export function doubleVoteEvidence(double: DoubleVote): object {
  const { time, power, totalPower } = double
  const [a, b] = [randomBytes(32), randomBytes(32)].toSorted(Buffer.compare)
  if (a === undefined || b === undefined) throw new Error('there are no two blocks')
  return {
    type: 'tendermint/DuplicateVoteEvidence',
    value: {
      vote_a: voteFor(double, a),
      vote_b: voteFor(double, b),
      TotalVotingPower: String(totalPower),
      ValidatorPower: String(power),
      Timestamp: time,
    },
  }
}

/** An ed25519 signature. @param seed 32 bytes */
export function signEd25519(seed: Uint8Array, message: Uint8Array): Uint8Array {
  const key = createPrivateKey({
    key: Buffer.concat([PKCS8_HEAD, seed]),
    format: 'der',
    type: 'pkcs8',
  })
  return sign(null, message, key)
}

const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex')

function voteFor(double: DoubleVote, hash: Buffer): object {
  const { seed, height, time, address, index } = double
  const signed = withLength(canonicalVote(double, hash))
  return {
    ...{ type: PRECOMMIT, height: String(height), round: 0 },
    block_id: { hash: hex(hash), parts: { total: 1, hash: hex(hash) } },
    timestamp: time,
    validator_address: address,
    validator_index: index,
    signature: Buffer.from(signEd25519(seed, signed)).toString('base64'),
    ...{ extension: null, extension_signature: null },
  }
}

const PRECOMMIT = 2

/** What a vote in round 0 for a block of one part is to whoever signs it: protobuf, by its fields. */
function canonicalVote({ chainId, height, time }: DoubleVote, hash: Buffer): Uint8Array {
  const fixedHeight = Buffer.alloc(8)
  fixedHeight.writeBigInt64LE(height)
  const parts = Buffer.concat([Buffer.of(0x08, 1, 0x12), withLength(hash)])
  const block = Buffer.concat([
    Buffer.of(0x0a),
    withLength(hash),
    Buffer.of(0x12),
    withLength(parts),
  ])
  return Buffer.concat([
    Buffer.of(0x08, PRECOMMIT, 0x11),
    fixedHeight,
    Buffer.of(0x22),
    withLength(block),
    Buffer.of(0x2a),
    withLength(Timestamp.encode(timestampOf(time)).finish()),
    Buffer.of(0x32),
    withLength(Buffer.from(chainId)),
  ])
}

const hex = (bytes: Buffer): string => bytes.toString('hex').toUpperCase()

/** Bytes behind their length, a varint of up to two bytes. */
function withLength(bytes: Uint8Array): Uint8Array {
  const { length } = bytes
  const head = length < 128 ? [length] : [(length % 128) + 128, length >>> 7]
  return Buffer.concat([Buffer.from(head), bytes])
}

function timestampOf(time: string): Timestamp {
  const [whole = '', fraction = ''] = time.replace('Z', '').split('.')
  const seconds = BigInt(Date.parse(`${whole}Z`) / 1000)
  return Timestamp.fromPartial({ seconds, nanos: Number(fraction.padEnd(9, '0')) })
}
