import { concatBytes, createHasher, hash, trieRoot } from '@plexus/primitives'
import type { Hash, Hasher } from '@plexus/primitives'
import type { Changes, ExecutedBlock, Header, Runtime } from '@plexus/runtime'
import { createChain } from '../../src/chain/create-chain.ts'
import type { Chain } from '../../src/chain/interface.ts'
import type { Pruning } from '../../src/chain/plan-prune.ts'
import type { Database } from '../../src/db/interface.ts'
import { createMemoryDatabase } from '../../src/db/memory/memory-database.ts'
import { silent } from '../../src/log.ts'
import type { Log } from '../../src/log.ts'

export type State = ReadonlyMap<string, Uint8Array>

/** A chain, and what its states must be. */
export interface Fixture {
  readonly hasher: Hasher
  readonly chain: Chain
  readonly db: Database
  /** States by block number, up to the head. */
  readonly states: State[]
  readonly hashes: Hash[]
  /** The block that makes these changes on the head. */
  build(changes: Changes, extrinsics?: readonly Uint8Array[]): ExecutedBlock
  /** Builds and appends. */
  grow(changes: Changes): Hash
  /** Opens the chain again, as after a restart. */
  reopen(pruning?: Pruning): Fixture
}

export interface FixtureOptions {
  readonly db?: Database
  readonly genesis?: State
  readonly pruning?: Pruning
  readonly log?: Log
}

export async function createFixture(options: FixtureOptions = {}): Promise<Fixture> {
  const hasher = await createHasher()
  const genesis = options.genesis ?? new Map()
  const db = options.db ?? createMemoryDatabase()
  const runtime = createRuntime(hasher, genesis)
  const states: State[] = [genesis]
  const hashes: Hash[] = [runtime.genesis().hash]
  const make = (pruning: Pruning): Fixture => {
    const chain = createChain({ db, runtime, hasher, pruning, log: options.log ?? silent })
    const build: Fixture['build'] = (changes, extrinsics = []) => {
      const { hash: parentHash, number } = chain.head()
      const stateRoot = trieRoot(hasher, applied(states[number] ?? genesis, changes))
      const extrinsicsRoot = hash(new Uint8Array(32).fill(extrinsics.length))
      const digest = [Uint8Array.of(8), Uint8Array.of(0, 8, number & 255, 7)]
      const header = { parentHash, number: number + 1, stateRoot, extrinsicsRoot, digest }
      return { block: { header, extrinsics }, hash: runtime.hashHeader(header), changes }
    }
    const grow = (changes: Changes): Hash => {
      const executed = build(changes)
      states.push(applied(states[chain.head().number] ?? genesis, changes))
      hashes.push(executed.hash)
      chain.append(executed)
      return executed.hash
    }
    const reopen = (again = pruning): Fixture => make(again)
    return { hasher, chain, db, states, hashes, build, grow, reopen }
  }
  return make(options.pruning ?? 'archive')
}

/** A state after changes. */
export function applied(state: State, changes: Changes): State {
  const next = new Map(state)
  for (const [key, value] of changes) {
    if (value === undefined) next.delete(key)
    else next.set(key, value)
  }
  return next
}

/** The keys of a state that a walk must find. */
export function keysOf(state: State, prefix: string, after?: string): readonly string[] {
  return [...state.keys()]
    .filter((key) => key.startsWith(prefix) && (after === undefined || key > after))
    .sort((a, b) => (a < b ? -1 : 1))
}

/** Only what a chain asks of a runtime; headers as Substrate encodes them. */
function createRuntime(hasher: Hasher, state: State): Runtime {
  const unused = (): never => {
    throw new Error('a chain does not execute')
  }
  const encodeHeader = (header: Header): Uint8Array =>
    concatBytes(
      header.parentHash,
      compactOf(header.number),
      header.stateRoot,
      header.extrinsicsRoot,
      compactOf(header.digest.length),
      ...header.digest,
    )
  const hashHeader = (header: Header): Hash => hash(hasher.blake2b256(encodeHeader(header)))
  const header: Header = {
    parentHash: hash(new Uint8Array(32)),
    number: 0,
    stateRoot: trieRoot(hasher, state),
    extrinsicsRoot: hash(new Uint8Array(32)),
    digest: [],
  }
  return {
    version: {
      specName: 'test',
      implName: 'test',
      authoringVersion: 1,
      specVersion: 1,
      implVersion: 1,
      apis: [],
      transactionVersion: 1,
      systemVersion: 1,
    },
    slotDurationMs: 12_000,
    hasValidators: false,
    validatorUpdates: () => [],
    genesis: () => ({
      block: { header, extrinsics: [] },
      hash: hashHeader(header),
      changes: state,
    }),
    insight: {
      lastEpochBlock: unused,
      explainEpoch: unused,
      explainPayout: unused,
      concentration: unused,
    },
    open: unused,
    inherents: unused,
    preDigest: unused,
    execute: unused,
    validate: unused,
    signatureCheck: unused,
    call: unused,
    metadata: unused,
    timestamp: unused,
    beacon: unused,
    mint: unused,
    dryRun: unused,
    hashHeader,
    encodeHeader,
  }
}

/** Compact form of numbers below 2^30, by hand. */
export function compactOf(value: number): Uint8Array {
  if (value < 64) return Uint8Array.of(value << 2)
  if (value < 1 << 14) return Uint8Array.of(((value << 2) & 255) | 1, value >> 6)
  const word = value * 4 + 2
  return Uint8Array.of(word & 255, (word >>> 8) & 255, (word >>> 16) & 255, word >>> 24)
}
