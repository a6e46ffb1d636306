import {
  bytesToHex,
  closestDescendantMerkleValue,
  hash,
  proveKeys,
  updateTrie,
} from '@plexus/primitives'
import type { Hash, Hasher } from '@plexus/primitives'
import type { Block, Changes, Header, Runtime, StorageKey } from '@plexus/runtime'
import type { BlockRef, Chain, ChainEvent, HistoricalState } from '../../../src/chain/interface.ts'
import { encodeBody, stateDiscarded, unknownBlock } from './fake-runtime.ts'
import { NO_RESTORATION } from '../../chain/no-restoration.ts'

interface Stored {
  readonly ref: BlockRef
  readonly block: Block
  readonly state: ReadonlyMap<StorageKey, Uint8Array>
  readonly changed: readonly StorageKey[]
}

/** A chain in memory that tests extend by hand. */
export interface FakeChain extends Chain {
  /** Makes a block with these changes and extrinsics on the head. */
  produce(changes?: Changes, extrinsics?: readonly Uint8Array[]): BlockRef
  /** Forgets the state of a block, as a pruning node does. */
  discard(at: Hash): void
  listeners(): number
}

export function fakeChain(hasher: Hasher, runtime: Runtime, genesis: Changes): FakeChain {
  const blocks: Stored[] = []
  const discarded = new Set<string>()
  const listeners = new Set<(event: ChainEvent) => void>()
  let finalised = 0

  const find = (at: Hash): Stored | undefined => {
    const text = bytesToHex(at)
    return blocks.find(({ ref }) => bytesToHex(ref.hash) === text)
  }
  const emit = (event: ChainEvent): void => {
    for (const listener of [...listeners]) listener(event)
  }
  const head = (): Stored => blocks.at(-1) as Stored
  const produce = (changes: Changes = new Map(), extrinsics: readonly Uint8Array[] = []) => {
    const parent = blocks.at(-1)
    const state = applied(parent?.state ?? new Map(), changes)
    const header: Header = {
      parentHash: parent?.ref.hash ?? hash(new Uint8Array(32)),
      number: blocks.length,
      stateRoot: updateTrie(hasher, new Map(), state, 1).root,
      extrinsicsRoot: hash(hasher.blake2b256(encodeBody(extrinsics))),
      digest: [Uint8Array.of(0, 4, blocks.length & 0xff)],
    }
    const ref = { hash: runtime.hashHeader(header), number: header.number }
    const block = { header, extrinsics }
    const changed = [...changes.keys()]
    blocks.push({ ref, block, state, changed })
    emit({ type: 'imported', block, ref, changed })
    return ref
  }
  const genesisHash = produce(genesis).hash
  return {
    runtime,
    genesisHash,
    produce,
    discard: (at) => void discarded.add(bytesToHex(at)),
    listeners: () => listeners.size,
    head: () => head().ref,
    finalized: () => (blocks[finalised] as Stored).ref,
    hashAt: (number) => blocks[number]?.ref.hash,
    header: (at) => find(at)?.block.header,
    body: (at) => find(at)?.block.extrinsics,
    stateAt(at) {
      const stored = find(at)
      if (stored === undefined) throw unknownBlock()
      if (discarded.has(bytesToHex(at))) throw stateDiscarded()
      return historical(hasher, stored)
    },
    changedKeys: (at) => find(at)?.changed,
    changesOf: (key, first, last) =>
      blocks
        .slice(first + 1, last + 1)
        .filter(({ changed }) => changed.includes(key))
        .map(({ ref }) => ref.number),
    append() {
      throw new Error('tests use produce')
    },
    finalize(at) {
      const number = find(at)?.ref.number ?? 0
      const refs = blocks.slice(finalised + 1, number + 1).map(({ ref }) => ref)
      if (refs.length === 0) return
      finalised = number
      emit({ type: 'finalized', blocks: refs })
    },
    revert(at) {
      const to = find(at)
      if (to === undefined) throw unknownBlock()
      const removed = blocks.splice(to.ref.number + 1).reverse()
      finalised = Math.min(finalised, to.ref.number)
      emit({ type: 'reverted', to: to.ref, removed: removed.map(({ ref }) => ref) })
    },
    overwrite() {
      throw new Error('tests use produce')
    },
    hold: () => () => {},
    restoration: NO_RESTORATION,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    flushed: () => Promise.resolve(),
  }
}

function historical(hasher: Hasher, { ref, state }: Stored): HistoricalState {
  const sorted = [...state.keys()].sort((a, b) => (a < b ? -1 : Number(a > b)))
  const nodes = () => {
    const entries = [...updateTrie(hasher, new Map(), state, 1).nodes]
    return new Map(entries.flatMap(([path, node]) => (node ? [[path, node] as const] : [])))
  }
  return {
    at: ref,
    get: (key) => state.get(key),
    slot: (key) => ({ bytes: state.get(key) }),
    keys: (prefix, after) =>
      sorted.filter((key) => key.startsWith(prefix) && (after === undefined || key > after)),
    root: (changes) => updateTrie(hasher, new Map(), applied(state, changes), 1).root,
    prove: (keys) => proveKeys(hasher, nodes(), (key) => state.get(key), keys),
    closestDescendantMerkleValue: (prefix) => closestDescendantMerkleValue(hasher, nodes(), prefix),
  }
}

function applied(
  state: ReadonlyMap<StorageKey, Uint8Array>,
  changes: Changes,
): Map<StorageKey, Uint8Array> {
  const next = new Map(state)
  for (const [key, value] of changes) {
    if (value === undefined) next.delete(key)
    else next.set(key, value)
  }
  return next
}
