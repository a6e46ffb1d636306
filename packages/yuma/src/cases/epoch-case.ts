import type { EpochInput } from '../epoch/input.ts'
import type { StoredRow } from '../epoch/row.ts'
import { encodeRow } from '../epoch/row.ts'
import { splitEmissions } from '../reference/math/split-emissions.ts'
import { activityCutoffBlocks } from '../subnet/activity-cutoff.ts'
import type { StoredCommits } from '../subnet/commit-blocks.ts'
import { commitBlocks } from '../subnet/commit-blocks.ts'
import type { PruneInput } from '../subnet/prune-candidate.ts'
import { Field } from './field.ts'

/** A case of the format `yuma-epochs-1`, parsed: one subnet at the block of its epoch. */
export interface EpochCase {
  /** Id of the case, or its position in the file where it has none. */
  readonly name: string
  /** Total of the subnet, in alpha rao. */
  readonly emission: bigint
  /** What the epoch of each mechanism reads. */
  readonly inputs: readonly EpochInput[]
  /** Stored bonds of each mechanism by uid, those of rows from n on included. */
  readonly bonds: readonly ReadonlyMap<number, StoredRow>[]
  /** All that the prune rule reads, apart from the emissions of this epoch. */
  readonly prune: Omit<PruneInput, 'emission'>
}

const MAX_MECHANISMS = 16
const I16_MIN = -32_768
const I16_MAX = 32_767
const U32_MAX = 4_294_967_295

/**
 * Parses one element of `cases`.
 *
 * @param position of the case in its file; names a case without an id
 * @throws CaseError naming the case and the first field that does not follow the format.
 */
export function parseEpochCase(value: unknown, position: number): EpochCase {
  const name = nameOf(value, position)
  const fields = new Field(value, '', name).get('in')
  const n = fields.get('n').u16()
  const mechanisms = fields.get('mechanisms').list()
  if (mechanisms.length === 0 || mechanisms.length > MAX_MECHANISMS) {
    throw fields.get('mechanisms').error(`a list of 1 to ${MAX_MECHANISMS}`)
  }
  const emission = fields.get('emission').u64()
  const split = splitOf(fields.get('emissionSplit'))
  const parts = splitEmissions(emission, mechanisms.length, split)
  const shared = parseSubnet(fields, n)
  const parsed = mechanisms.map((field, index) => {
    const bonds = parseRows(field.get('bonds'))
    const input: EpochInput = {
      ...shared,
      ...parseMechanism(field, fields, n),
      bonds: rawRows(bonds, n),
      emission: parts[index] ?? 0n,
    }
    return { input, bonds }
  })
  return {
    name,
    emission,
    inputs: parsed.map(({ input }) => input),
    bonds: parsed.map(({ bonds }) => bonds),
    prune: {
      hasKey: shared.hasKey,
      blockAtRegistration: shared.blockAtRegistration,
      immortalUids: fields
        .get('immortalUids')
        .list()
        .map((uid) => uid.u16()),
      block: shared.block,
      immunityPeriod: fields.get('immunityPeriod').block(),
      minNonImmuneUids: fields.get('minNonImmuneUids').u16(),
    },
  }
}

type PerMechanism = 'lastUpdate' | 'weights' | 'bonds' | 'commitBlocks' | 'emission'

function parseSubnet(fields: Field, n: number): Omit<EpochInput, PerMechanism> {
  const tempo = fields.get('tempo').u16()
  const factorMilli = fields.get('activityCutoffFactorMilli').int(0, U32_MAX)
  const owner = fields.get('ownerUid')
  const missing = fields.get('missingKeys').list()
  const hasKey = Array.from({ length: n }, () => true)
  for (const uid of missing) hasKey[uid.int(0, n - 1)] = false
  const perUid = (key: string, read: (field: Field) => bigint): BigUint64Array =>
    BigUint64Array.from(fields.get(key).list(n), read)
  return {
    n,
    block: fields.get('block').block(),
    tempo,
    lastStepBlock: fields.get('lastStepBlock').block(),
    activityCutoff: activityCutoffBlocks(factorMilli, tempo),
    blockAtRegistration: perUid('blockAtRegistration', (field) => field.block()),
    hasKey,
    validatorPermit: fields
      .get('validatorPermit')
      .list()
      .map((permit) => permit.flag()),
    ownerUid: owner.isNull() ? undefined : owner.u16(),
    alphaStake: perUid('alphaStake', (field) => field.u64()),
    taoStake: perUid('taoStake', (field) => field.u64()),
    taoWeight: fields.get('taoWeight').u64(),
    maxAllowedValidators: fields.get('maxAllowedValidators').u16(),
    stakeThreshold: fields.get('stakeThreshold').u64(),
    kappa: fields.get('kappa').u16(),
    bondsPenalty: fields.get('bondsPenalty').u16(),
    bondsMovingAverage: fields.get('bondsMovingAverage').u64(),
    yuma3: fields.get('yuma3').boolean(),
    liquidAlpha: fields.get('liquidAlpha').boolean(),
    alphaLow: fields.get('alphaLow').u16(),
    alphaHigh: fields.get('alphaHigh').u16(),
    alphaSigmoidSteepness: fields.get('alphaSigmoidSteepness').int(I16_MIN, I16_MAX),
  }
}

function parseMechanism(
  field: Field,
  subnet: Field,
  n: number,
): Pick<EpochInput, 'lastUpdate' | 'weights' | 'commitBlocks'> {
  const commits = parseCommits(field)
  const currentEpoch = subnet.get('currentEpoch').block()
  const revealPeriod = subnet.get('revealPeriod').block()
  return {
    lastUpdate: BigUint64Array.from(field.get('lastUpdate').list(), (block) => block.block()),
    weights: rawRows(parseRows(field.get('weights')), n),
    commitBlocks: subnet.get('commitRevealEnabled').boolean()
      ? commitBlocks(n, commits, currentEpoch, revealPeriod)
      : undefined,
  }
}

function parseCommits(field: Field): StoredCommits {
  return {
    queues: field
      .get('commits')
      .list()
      .map((item) => {
        const [uid, queue] = item.pair()
        const commits = queue.list().map((commit) => {
          const [epoch, block] = commit.pair()
          return { epoch: epoch.block(), block: block.block() }
        })
        return [uid.u16(), commits] as const
      }),
    timelocked: field
      .get('timelockedCommits')
      .list()
      .flatMap((item) => {
        const [epochField, list] = item.pair()
        const epoch = epochField.block()
        return list.list().map((commit) => {
          const [uid, block] = commit.pair()
          return [uid.u16(), { epoch, block: block.block() }] as const
        })
      }),
  }
}

/** Stored rows `[uid, [j0, v0, j1, v1, …]]`; each uid has one at most. */
function parseRows(field: Field): ReadonlyMap<number, StoredRow> {
  const rows = new Map<number, StoredRow>()
  for (const item of field.list()) {
    const [uidField, flatField] = item.pair()
    const uid = uidField.u16()
    if (rows.has(uid)) throw uidField.error('a uid that has no row yet')
    const flat = flatField.list().map((number) => number.u16())
    if (flat.length % 2 !== 0) throw flatField.error('a list of pairs')
    const row = Array.from({ length: flat.length >> 1 }, (_, index) => {
      return [flat[index * 2] ?? 0, flat[index * 2 + 1] ?? 0] as const
    })
    rows.set(uid, row)
  }
  return rows
}

function rawRows(
  rows: ReadonlyMap<number, StoredRow>,
  n: number,
): readonly (Uint8Array | undefined)[] {
  return Array.from({ length: n }, (_, uid) => {
    const row = rows.get(uid)
    return row === undefined ? undefined : encodeRow(row)
  })
}

const splitOf = (field: Field): readonly number[] | undefined =>
  field.isNull() ? undefined : field.list().map((part) => part.u16())

function nameOf(value: unknown, position: number): string {
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined
  return typeof id === 'string' && id !== '' ? id : `number ${position + 1}`
}
