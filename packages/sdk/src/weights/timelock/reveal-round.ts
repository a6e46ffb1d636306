import type { Beacon } from './beacon.ts'
import { TimelockError } from '../errors.ts'
import { QUICKNET } from './quicknet.ts'
import { netuidIndex } from '../netuid-index.ts'

/** Where the chain and the clock stand. */
export interface RevealRoundOptions {
  /** Number of the newest block. */
  readonly block: number
  readonly netuid: number
  /** 0 where the subnet has one mechanism. */
  readonly mechid: number
  /** Tempo of the subnet, in blocks. */
  readonly tempo: number
  /** `RevealPeriodEpochs` of the subnet. */
  readonly revealPeriodEpochs: number
  /** Time between blocks, in seconds: 12, or 0.25 on fast chains. */
  readonly blockSeconds: number
  /** Now, as Unix time in seconds with its fraction. */
  readonly unixSeconds: number
  readonly beacon?: Pick<Beacon, 'genesisUnixSeconds' | 'periodSeconds'>
}

/** Blocks that the chain leaves for a pulse to arrive after the epoch began. */
const INGEST_BLOCKS = 3

/**
 * The round whose signature opens timelocked weights: the first after the epoch in which the chain
 * reveals them has begun, by three blocks (spec: 80-axon-dendrite §3.3). At least 1.
 *
 * @throws TimelockError with `InvalidTime` on a negative or fractional count of blocks or epochs
 *   or a time that is no number; WeightsError with `InvalidIndex`.
 */
export function weightsRevealRound(options: RevealRoundOptions): bigint {
  const { block, netuid, mechid, tempo, revealPeriodEpochs } = options
  ensureCount(block, 'block')
  ensureCount(tempo, 'tempo')
  ensureCount(revealPeriodEpochs, 'reveal period')
  const ahead = netuidIndex(netuid, mechid) + 1
  const epoch = Math.floor((block + ahead) / (tempo + 1))
  const first = (epoch + revealPeriodEpochs) * (tempo + 1) - ahead
  const blocks = Math.max(0, first + INGEST_BLOCKS - block)
  return roundAfter({ ...options, blocks })
}

/**
 * The round that comes out about `blocks` blocks from now; for commitments that reveal themselves.
 * At least 1.
 *
 * @throws TimelockError with `InvalidTime`.
 */
export function roundAfter(options: {
  /** From now on. */
  readonly blocks: number
  readonly blockSeconds: number
  /** Now, as Unix time in seconds with its fraction. */
  readonly unixSeconds: number
  readonly beacon?: Pick<Beacon, 'genesisUnixSeconds' | 'periodSeconds'>
}): bigint {
  const { blocks, blockSeconds, unixSeconds, beacon = QUICKNET } = options
  ensureCount(blocks, 'number of blocks')
  const target = unixSeconds + blocks * blockSeconds
  const round = Math.floor((target - beacon.genesisUnixSeconds) / beacon.periodSeconds)
  if (!Number.isSafeInteger(round) || blockSeconds < 0) {
    throw new TimelockError(
      'InvalidTime',
      'The time of the reveal is out of range; give Unix time and block time in seconds.',
    )
  }
  return BigInt(Math.max(1, round))
}

function ensureCount(value: number, what: string): void {
  if (Number.isInteger(value) && value >= 0 && value <= 0xffff_ffff) return
  throw new TimelockError('InvalidTime', `The ${what} is ${value}; give a whole number from 0 on.`)
}
