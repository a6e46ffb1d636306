import { encodeRow } from '@plexus/yuma'
import type { EpochInput, EpochOutput, StoredRow } from '@plexus/yuma'
import { decodeRow } from '@plexus/yuma'

/** The subnets of spec 36-yuma-speed, drawn in its order, and the hash of what an epoch answers. */

/** The forms of the epoch that are measured. */
export const VARIANTS = {
  yuma2: { yuma3: false, liquidAlpha: false, bondsPenalty: 65_535 },
  yuma3: { yuma3: true, liquidAlpha: false, bondsPenalty: 65_535 },
  'yuma3 penalty': { yuma3: true, liquidAlpha: false, bondsPenalty: 32_768 },
  'yuma3 liquid': { yuma3: true, liquidAlpha: true, bondsPenalty: 65_535 },
} as const satisfies Readonly<Record<string, Partial<EpochInput>>>

/** How large a subnet is and how many of its weights are set. */
export interface Shape {
  readonly validators: number
  readonly miners: number
  readonly density: 'dense' | '10 %'
}

const MASK = (1n << 64n) - 1n

/** What all variants of a subnet share. */
export function drawSubnet({
  validators,
  miners,
  density,
}: Shape): Omit<EpochInput, 'yuma3' | 'liquidAlpha' | 'bondsPenalty'> {
  const n = validators + miners
  const next = splitmix(1n)
  const alphaStake = new BigUint64Array(n)
  const taoStake = new BigUint64Array(n)
  for (let v = 0; v < validators; v++) {
    alphaStake[v] = 10n ** 12n + (next() % 10n ** 15n)
    taoStake[v] = next() % 10n ** 14n
  }
  const bases = Array.from({ length: miners }, () => Number(next() % 57_000n))
  const isListed = (x: bigint, k: number): boolean =>
    density === 'dense' || (k % 10 === 0 ? x % 100n < 90n : x % 100n < 1n)
  const draw = (value: (x: bigint, k: number) => number): readonly (Uint8Array | undefined)[] =>
    Array.from({ length: n }, (_, v) => {
      if (v >= validators) return undefined
      const row: [uid: number, value: number][] = []
      for (let k = 0; k < miners; k++) {
        const x = next()
        if (isListed(x, k)) row.push([validators + k, value(x, k)])
      }
      return encodeRow(row satisfies StoredRow)
    })
  return {
    n,
    block: 1_000_000n,
    tempo: 360,
    lastStepBlock: 999_640n,
    activityCutoff: (13_889n * 360n) / 1000n,
    lastUpdate: new BigUint64Array(n).fill(999_900n),
    blockAtRegistration: new BigUint64Array(n).fill(1000n),
    hasKey: Array.from({ length: n }, () => true),
    validatorPermit: Array.from({ length: n }, (_, uid) => uid < validators),
    ownerUid: undefined,
    alphaStake,
    taoStake,
    weights: draw((x, k) => 1 + (bases[k] ?? 0) + Number((x >> 32n) % 8192n)),
    bonds: draw((x) => Number((x >> 32n) % 65_536n)),
    taoWeight: 971_718_665_099_567_868n,
    maxAllowedValidators: validators,
    stakeThreshold: 10n ** 9n,
    kappa: 32_767,
    bondsMovingAverage: 900_000n,
    alphaLow: 45_875,
    alphaHigh: 58_982,
    alphaSigmoidSteepness: 1000,
    emission: 147_600_000_000n,
    commitBlocks: undefined,
  }
}

/** FNV-1a 64 over the answer as little-endian u64, in the order of the spec; 16 hex digits. */
export function hashOf(output: EpochOutput): string {
  let hash = 0xcbf29ce484222325n
  const add = (value: number | bigint | undefined): void => {
    let rest = BigInt(value ?? 0)
    for (let byte = 0; byte < 8; byte++) {
      hash = ((hash ^ (rest & 0xffn)) * 0x100000001b3n) & MASK
      rest >>= 8n
    }
  }
  for (const [uid, bytes] of output.bonds.entries()) {
    add(uid)
    add(output.consensus[uid])
    add(output.validatorTrust[uid])
    add(output.incentive[uid])
    add(output.dividends[uid])
    add(output.stakeWeight[uid])
    add(output.active[uid])
    add(output.newValidatorPermit[uid])
    add(output.serverEmission[uid])
    add(output.validatorEmission[uid])
    add(output.emission[uid])
    const row = decodeRow(bytes)
    add(row.length)
    for (const [j, value] of row) {
      add(j)
      add(value)
    }
  }
  return hash.toString(16).padStart(16, '0')
}

function splitmix(seed: bigint): () => bigint {
  let state = seed
  return () => {
    state = (state + 0x9e3779b97f4a7c15n) & MASK
    let z = state
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & MASK
    return z ^ (z >> 31n)
  }
}
