import { equalBytes, hash as toHash } from '@plexus/primitives'
import type { Hash } from '@plexus/primitives'
import type { ExecutedBlock, StorageKey } from '@plexus/runtime'
import type { BlockRef, Chain, ChainEvent, HistoricalState } from '../../src/chain/interface.ts'
import type { ModelRuntime } from './model-runtime.ts'
import { NO_RESTORATION } from '../chain/no-restoration.ts'

/** A chain in memory that keeps every state whole. */
export function modelChain(runtime: ModelRuntime): Chain {
  const genesis = runtime.genesis()
  const line: { readonly executed: ExecutedBlock; readonly state: Map<StorageKey, Uint8Array> }[] =
    [{ executed: genesis, state: new Map() }]
  let finalized = 0
  const listeners = new Set<(event: ChainEvent) => void>()
  const emit = (event: ChainEvent): void => {
    for (const listener of [...listeners]) listener(event)
  }
  const at = (number: number) => {
    const block = line[number]
    if (block === undefined) throw new Error(`no block ${number}`)
    return block
  }
  const numberOf = (hash: Hash): number =>
    line.findIndex(({ executed }) => equalBytes(executed.hash, hash))
  const refOf = (number: number): BlockRef => ({ hash: at(number).executed.hash, number })
  const head = (): BlockRef => refOf(line.length - 1)

  return {
    runtime,
    genesisHash: genesis.hash,
    head,
    finalized: () => refOf(finalized),
    hashAt: (number) => line[number]?.executed.hash,
    header: (hash) => line[numberOf(hash)]?.executed.block.header,
    body: (hash) => line[numberOf(hash)]?.executed.block.extrinsics,
    stateAt: (hash) => stateOf(refOf(numberOf(hash)), at(numberOf(hash)).state),
    changedKeys: (hash) => [...at(numberOf(hash)).executed.changes.keys()],
    changesOf: (key, first, last) =>
      [...line.keys()].filter(
        (number) => number > first && number <= last && at(number).executed.changes.has(key),
      ),
    append(executed) {
      if (!equalBytes(executed.block.header.parentHash, head().hash)) throw new Error('not on head')
      const state = new Map(at(line.length - 1).state)
      for (const [key, value] of executed.changes) if (value !== undefined) state.set(key, value)
      line.push({ executed, state })
      const changed = [...executed.changes.keys()]
      emit({ type: 'imported', block: executed.block, ref: head(), changed })
    },
    finalize(hash) {
      const number = numberOf(hash)
      if (number <= finalized) return
      const blocks: BlockRef[] = []
      for (let each = finalized + 1; each <= number; each += 1) blocks.push(refOf(each))
      finalized = number
      emit({ type: 'finalized', blocks })
    },
    revert(hash) {
      const number = numberOf(hash)
      const removed: BlockRef[] = []
      while (line.length - 1 > number) {
        removed.push(head())
        line.pop()
      }
      finalized = Math.min(finalized, number)
      emit({ type: 'reverted', to: head(), removed })
    },
    overwrite(changes) {
      for (const [key, value] of changes) {
        if (value !== undefined) at(line.length - 1).state.set(key, value)
      }
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

function stateOf(at: BlockRef, state: ReadonlyMap<StorageKey, Uint8Array>): HistoricalState {
  return {
    at,
    get: (key) => state.get(key),
    slot: (key) => ({ bytes: state.get(key) }),
    keys: (prefix) => [...state.keys()].filter((key) => key.startsWith(prefix)).toSorted(),
    root: () => toHash(new Uint8Array(32)),
    prove: () => [],
    closestDescendantMerkleValue: () => undefined,
  }
}
