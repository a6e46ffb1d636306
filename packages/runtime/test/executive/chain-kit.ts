import {
  compact,
  concatBytes,
  createKeyPair,
  createSignatures,
  decode,
  encode,
  Era,
  IMMORTAL,
  MultiAddress,
  trieRoot,
  u32,
  u64,
  vec,
  writeCompact,
  Writer,
} from '@plexus/primitives'
import type { Hash, KeyPair, SignatureScheme } from '@plexus/primitives'
import { createRuntime } from '../../src/create-runtime.ts'
import { createContext } from '../../src/executive/context.ts'
import { definitionIn } from '../../src/definition.ts'
import { RuntimeCall } from '../../src/frame/call.ts'
import { runtimeConfig } from '../../src/frame/config.ts'
import type { Context, DispatchRules } from '../../src/frame/context.ts'
import { localnet } from '../../src/genesis/localnet.ts'
import { EventRecord } from '../../src/pallets/system/event-record.ts'
import { Events } from '../../src/pallets/system/storage.ts'
import type {
  ApplyResult,
  EngineReport,
  ExecutedBlock,
  OpenBlock,
  Runtime,
} from '../../src/runtime.ts'
import type { Changes, StateView, StorageKey } from '../../src/state/view.ts'
import { host } from '../helpers/test-context.ts'

const signatures = await createSignatures()
export const config = runtimeConfig('fast')
export const runtime = createRuntime({ host, config, genesis: localnet() })

/** The key of a secret URI. */
export const keyOf = (uri: string, scheme: SignatureScheme = 'Sr25519'): KeyPair =>
  createKeyPair({ scheme, uri }, signatures)

export const alice = keyOf('//Alice')
export const bob = keyOf('//Bob')

/** What a test may set of a signed extrinsic; the defaults are those of a plain transaction. */
export interface Signing {
  readonly signer?: KeyPair
  readonly nonce?: number
  readonly tip?: bigint
  readonly era?: Era
  /** The hash of the block that the era was born in; genesis by default. */
  readonly birth?: Hash
  readonly address?: MultiAddress
  readonly metadataMode?: 0 | 1
  readonly specVersion?: number
  readonly version?: number
  /** Instead of a real signature. */
  readonly signature?: Uint8Array
}

/** A signed extrinsic, put together from the wire format (spec 50 §1, §2). */
export function sign(genesis: Hash, call: RuntimeCall, options: Signing = {}): Uint8Array {
  const { signer = alice, nonce = 0, tip = 0n, era = IMMORTAL, metadataMode = 0 } = options
  const callBytes = encode(RuntimeCall, call)
  const out = new Writer()
  out.bytes(encode(Era, era))
  writeCompact(nonce, out)
  out.bytes(encode(compact(u64), tip))
  out.u8(metadataMode)
  const explicit = out.finish()
  const versions = concatBytes(encode(u32, options.specVersion ?? 425), encode(u32, 1))
  const hashes = concatBytes(genesis, options.birth ?? genesis)
  const payload = concatBytes(callBytes, explicit, versions, hashes, Uint8Array.of(0))
  const signed = payload.length > 256 ? host.blake2b256(payload) : payload
  const signature = options.signature ?? signer.sign(signed)
  const address = options.address ?? ({ type: 'Id', value: signer.account } as const)
  const kind = ['Ed25519', 'Sr25519', 'Ecdsa'].indexOf(signer.scheme)
  return withLength(
    Uint8Array.of(options.version ?? 0x84),
    encode(MultiAddress, address),
    Uint8Array.of(kind),
    signature,
    explicit,
    callBytes,
  )
}

/** An extrinsic without signature. */
export const bare = (call: RuntimeCall, version = 4): Uint8Array =>
  withLength(Uint8Array.of(version), encode(RuntimeCall, call))

/** Bytes behind their compact length. */
export function withLength(...parts: readonly Uint8Array[]): Uint8Array {
  const body = concatBytes(...parts)
  const out = new Writer()
  writeCompact(body.length, out)
  return concatBytes(out.finish(), body)
}

/** Committed state in a `Map`, with the true root of its trie. */
export class MapState implements StateView {
  readonly entries: ReadonlyMap<StorageKey, Uint8Array>

  constructor(entries: Iterable<readonly [StorageKey, Uint8Array]>) {
    this.entries = new Map(entries)
  }

  get(key: StorageKey): Uint8Array | undefined {
    return this.entries.get(key)
  }

  *keys(prefix: StorageKey, after?: StorageKey): Generator<StorageKey> {
    const found = [...this.entries.keys()].filter((key) => key.startsWith(prefix))
    for (const key of found.sort()) if (after === undefined || key > after) yield key
  }

  root(changes: Changes): Hash {
    return trieRoot(host, this.after(changes).entries)
  }

  after(changes: Changes): MapState {
    const next = new Map(this.entries)
    for (const [key, value] of changes) {
      if (value === undefined) next.delete(key)
      else next.set(key, value)
    }
    return new MapState(next)
  }
}

/** A decoded event with its phase, as `phase Pallet.Event`. */
export interface SeenEvent {
  readonly phase: string
  readonly name: string
  readonly value: unknown
}

/** A chain in memory that tests build blocks on. */
export class TestChain {
  readonly genesis: ExecutedBlock
  state: MapState
  head: ExecutedBlock

  readonly #runtime: Runtime

  constructor(start = runtime.genesis(), on: Runtime = runtime) {
    this.#runtime = on
    this.genesis = start
    this.head = start
    this.state = new MapState([]).after(start.changes)
  }

  get number(): number {
    return this.head.block.header.number
  }

  /** The time of a block: slot n for block n. */
  timeOf(number: number): bigint {
    return 1_700_000_000_000n + BigInt(number) * config.slotDurationMs
  }

  /** Opens the next block; its inherent is applied unless the test wants it bare. */
  open(options: { readonly inherents?: boolean; readonly report?: EngineReport } = {}): OpenBlock {
    const number = this.number + 1
    const now = this.timeOf(number)
    const digest = this.#runtime.preDigest(now)
    const open = this.#runtime.open(this.state, { parentHash: this.head.hash, number, digest })
    if (options.inherents === false) return open
    for (const each of this.#runtime.inherents(now, undefined, options.report)) open.apply(each)
    return open
  }

  /** Seals a block and makes it the head. */
  push(open: OpenBlock): ExecutedBlock {
    const block = open.seal()
    this.state = this.state.after(block.changes)
    this.head = block
    return block
  }

  /** The next block with these extrinsics; what became of each. */
  block(...extrinsics: readonly Uint8Array[]): readonly ApplyResult[] {
    const open = this.open()
    const results = extrinsics.map((extrinsic) => open.apply(extrinsic))
    this.push(open)
    return results
  }

  sign(call: RuntimeCall, options?: Signing): Uint8Array {
    return sign(this.genesis.hash, call, options)
  }

  validate(extrinsic: Uint8Array): ReturnType<typeof runtime.validate> {
    return this.#runtime.validate(this.state, this.head.hash, 'External', extrinsic)
  }

  /** The pool's verdict in short: `ok`, or the error's type and code. */
  verdict(extrinsic: Uint8Array): string {
    const found = this.validate(extrinsic)
    return found.ok ? 'ok' : `${found.error.type}.${found.error.value.type}`
  }

  /** A context over the head's state, for reading. */
  read(): Context {
    return createContext({ host, config, rules: this.#rules() }, this.state)
  }

  /** The events of the head block. */
  events(): readonly SeenEvent[] {
    const raw = this.state.get(Events.key({ host }))
    if (raw === undefined) return []
    return decode(vec(EventRecord), raw, this.#rules()).map(({ phase, event }) => ({
      phase: phase.type === 'ApplyExtrinsic' ? String(phase.value) : phase.type,
      name: `${event.type}.${event.value.type}`,
      value: event.value.value,
    }))
  }

  #rules(): DispatchRules {
    return definitionIn(host, this.state).rules
  }
}
