import { concatBytes } from '@plexus/primitives'
import type { Hasher } from '@plexus/primitives'
import { fromStorageKey, toStorageKey } from '@plexus/runtime'
import type { StateView, StorageKey } from '@plexus/runtime'

/** Somebody's stake; the amount is that of all who staked with the hotkey there. */
export interface Position {
  readonly hotkey: Uint8Array
  readonly coldkey: Uint8Array
  readonly netuid: number
  readonly alphaRao: bigint
}

/** Something with a number, and the account that created it or benefits from it. */
export interface Owned {
  readonly id: number
  readonly owner: Uint8Array
}

/** A crowdloan that has not been finalised. */
export interface OpenCrowdloan extends Owned {
  /** What is missing to the cap. */
  readonly missingRao: bigint
}

/** What a move looks up before it is made, from the state of the head. */
export interface ChainFacts {
  /** The number of the head. */
  readonly block: number
  readonly crowdloans: readonly OpenCrowdloan[]
  readonly leases: readonly Owned[]
  /** All networks, the root network too. */
  readonly netuids: readonly number[]
  readonly positions: readonly Position[]
  owner(netuid: number): Uint8Array | undefined
  /** Hotkeys by uid. */
  neurons(netuid: number): readonly Uint8Array[]
  hasPermit(netuid: number, uid: number): boolean
  /** Whether weights are committed to first. */
  commitsFirst(netuid: number): boolean
  /** How many epochs a subnet has had. */
  epochs(netuid: number): bigint
}

const PREFIX = 32
/** A hash of 16 bytes and the account. */
const HASHED_ACCOUNT = 48
/** Where fields of a crowdloan are; the last is counted from the end. */
const CAP_AT = 52
const RAISED_AT = 92
const FINALIZED_AT = -5

interface Valued {
  readonly value: Uint8Array
}

/** Reads the facts from raw storage (spec: 10-state §1), each when it is first asked for. */
export function readChainFacts(view: StateView, hasher: Hasher): ChainFacts {
  const prefix = (item: string, pallet = 'SubtensorModule'): StorageKey =>
    toStorageKey(concatBytes(hasher.twox128(utf8(pallet)), hasher.twox128(utf8(item))))
  const at = (item: string, netuid: number): Uint8Array | undefined =>
    view.get(prefix(item) + toStorageKey(le16(netuid)))
  const once = <T>(read: () => T): (() => T) => {
    let known: { readonly value: T } | undefined
    return () => (known ??= { value: read() }).value
  }

  const netuids = once(() =>
    [...view.keys(prefix('NetworksAdded'))].map((key) => u16(fromStorageKey(key), PREFIX)),
  )
  const positions = once(() =>
    [...view.keys(prefix('AlphaV2'))].map((key) => {
      const raw = fromStorageKey(key)
      const hotkey = raw.slice(PREFIX + 16, PREFIX + HASHED_ACCOUNT)
      const coldkey = raw.slice(PREFIX + HASHED_ACCOUNT + 16, PREFIX + 2 * HASHED_ACCOUNT)
      const hashed = toStorageKey(raw.slice(PREFIX, PREFIX + HASHED_ACCOUNT))
      const netuid = toStorageKey(raw.slice(PREFIX + 2 * HASHED_ACCOUNT))
      const total = view.get(prefix('TotalHotkeyAlpha') + hashed + netuid)
      return {
        hotkey,
        coldkey,
        netuid: u16(fromStorageKey(netuid), 0),
        alphaRao: total === undefined ? 0n : u64(total),
      }
    }),
  )
  const crowdloans = once(() => openCrowdloans(view, prefix('Crowdloans', 'Crowdloan')))
  const leases = once(() => [...ownedEntries(view, prefix('SubnetLeases'))])
  return {
    get block() {
      return u32(view.get(prefix('Number', 'System')) ?? new Uint8Array(4))
    },
    get crowdloans() {
      return crowdloans()
    },
    get leases() {
      return leases()
    },
    get netuids() {
      return netuids()
    },
    get positions() {
      return positions()
    },
    owner: (netuid) => at('SubnetOwner', netuid),
    neurons: (netuid) =>
      [...view.keys(prefix('Keys') + toStorageKey(le16(netuid)))].map(
        (key) => view.get(key) ?? new Uint8Array(32),
      ),
    // The list has a length of one byte or two before its flags.
    hasPermit(netuid, uid) {
      const flags = at('ValidatorPermit', netuid)
      return flags !== undefined && flags[uid + ((flags[0] ?? 0) % 4 === 0 ? 1 : 2)] === 1
    },
    commitsFirst: (netuid) => at('CommitRevealWeightsEnabled', netuid)?.[0] !== 0,
    epochs(netuid) {
      const index = at('SubnetEpochIndex', netuid)
      return index === undefined ? 0n : u64(index)
    },
  }
}

/** The entries of a map by numbers of four bytes, whose values begin with the account. */
function* ownedEntries(view: StateView, prefix: StorageKey): Generator<Owned & Valued> {
  for (const key of view.keys(prefix)) {
    const value = view.get(key)
    if (value === undefined) continue
    yield { id: u32(fromStorageKey(key).subarray(-4)), owner: value.slice(0, 32), value }
  }
}

function openCrowdloans(view: StateView, prefix: StorageKey): readonly OpenCrowdloan[] {
  return [...ownedEntries(view, prefix)]
    .filter(({ value }) => value.at(FINALIZED_AT) === 0)
    .map(({ id, owner, value }) => {
      const missingRao = u64(value.subarray(CAP_AT)) - u64(value.subarray(RAISED_AT))
      return { id, owner, missingRao }
    })
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const le16 = (value: number): Uint8Array => Uint8Array.of(value & 255, value >> 8)
const u16 = (bytes: Uint8Array, at: number): number =>
  (bytes[at] ?? 0) + ((bytes[at + 1] ?? 0) << 8)
const u64 = (bytes: Uint8Array): bigint =>
  new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true)
const u32 = (bytes: Uint8Array): number =>
  new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true)
