import { parseTao, setAlphaValues, setHyperparameter, setTempo } from '@plexus/sdk'
import type {
  Client,
  OwnerHyperparameter,
  OwnerHyperparameters,
  Receipt,
  Signer,
} from '@plexus/sdk'
import { UsageError } from '../errors.ts'
import { parseWhole } from '../options/parsers.ts'
import { ensureAddress } from './act.ts'

/** Who changes it where. */
interface Where {
  readonly netuid: number
  readonly signer: Signer
  readonly asRoot: boolean
}

type Change = (client: Client, where: Where) => Promise<Receipt>

/**
 * Reads a name such as `immunity-period` and its value.
 * @returns what sends the change
 * @throws UsageError, AmountError
 */
export function readHyperparameter(name: string, text: string): Change {
  const special = SPECIAL.get(name)
  if (special !== undefined) return special(text)
  const found = NAMES.get(name)
  if (found === undefined) {
    const known = [...NAMES.keys(), ...SPECIAL.keys()]
      .sort((one, other) => (one < other ? -1 : 1))
      .join(', ')
    throw new UsageError(`"${name.slice(0, 64)}" is no hyperparameter: choose one of ${known}.`)
  }
  return changeOf(found, text)
}

function changeOf<Name extends OwnerHyperparameter>(name: Name, text: string): Change {
  const value = READERS[name](text)
  return (client, where) => setHyperparameter(client, { ...where, name, value })
}

const U16 = 65_535
const U64 = 2n ** 64n - 1n

const u16 = (text: string): number => parseWhole(text, 'a value', 0, U16)

function u64(text: string): bigint {
  const value = /^\d{1,20}$/.test(text) ? BigInt(text) : U64 + 1n
  if (value <= U64) return value
  throw new UsageError(`"${text}" is not a value: give a whole number from 0 to ${U64}.`)
}

function flag(text: string): boolean {
  if (/^(yes|true|on)$/i.test(text)) return true
  if (/^(no|false|off)$/i.test(text)) return false
  throw new UsageError(`"${text}" is neither yes nor no: write one of them.`)
}

const list = (text: string): readonly number[] => text.split(',').map((item) => u16(item.trim()))

function steepness(text: string): number {
  const value = /^-?\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (value >= -32_768 && value <= 32_767) return value
  throw new UsageError(`"${text}" is not a steepness: give a whole number, at most 32767.`)
}

/** A factor as U64F64 bits: 64 of them behind the point. */
function fixed64(text: string): bigint {
  const [, whole = '', part = ''] = /^(\d{1,3})(?:\.(\d{1,9}))?$/.exec(text) ?? []
  if (whole === '') throw new UsageError(`"${text}" is not a factor: give a number such as 1.5.`)
  const scale = 10n ** BigInt(part.length)
  return (BigInt(whole + part) << 64n) / scale
}

/** How the value of each is written. */
const READERS: {
  readonly [Name in OwnerHyperparameter]: (text: string) => OwnerHyperparameters[Name]
} = {
  servingRateLimit: u64,
  maxDifficulty: u64,
  weightsVersionKey: u64,
  adjustmentAlpha: u64,
  immunityPeriod: u16,
  minAllowedWeights: u16,
  maxAllowedUids: u16,
  rho: u16,
  activityCutoff: u16,
  minBurn: parseTao,
  maxBurn: parseTao,
  bondsMovingAverage: u64,
  commitReveal: flag,
  commitRevealPeriod: u64,
  liquidAlpha: flag,
  bondsPenalty: u16,
  stakeTransfers: flag,
  alphaSigmoidSteepness: steepness,
  yuma3: flag,
  bondsReset: flag,
  ownerImmuneNeurons: u16,
  mechanismCount: (text) => parseWhole(text, 'a number of mechanisms', 1, 255),
  mechanismEmissionSplit: list,
  burnHalfLife: u16,
  burnIncreaseMultiplier: fixed64,
  ownerCut: flag,
  ownerCutAutoLock: flag,
  minChildkeyTake: u16,
  ownerHotkey: ensureAddress,
}

/** Names as they are typed: `immunityPeriod` is `immunity-period`. */
const NAMES: ReadonlyMap<string, OwnerHyperparameter> = new Map(
  (Object.keys(READERS) as OwnerHyperparameter[]).map((name) => [
    name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
    name,
  ]),
)

/** Those with a call of their own. */
const SPECIAL: ReadonlyMap<string, (text: string) => Change> = new Map([
  [
    'tempo',
    (text: string): Change => {
      const tempoBlocks = u16(text)
      return (client, { netuid, signer }) => setTempo(client, { netuid, signer, tempoBlocks })
    },
  ],
  [
    'alpha-values',
    (text: string): Change => {
      const [lowU16, highU16, ...more] = list(text)
      if (lowU16 === undefined || highU16 === undefined || more.length > 0) {
        throw new UsageError(`"${text}" is not two values: write them as 45875,58982.`)
      }
      return (client, { netuid, signer }) =>
        setAlphaValues(client, { netuid, signer, lowU16, highU16 })
    },
  ],
])
