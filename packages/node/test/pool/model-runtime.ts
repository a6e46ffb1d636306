import { accountId, concatBytes, hash as toHash } from '@plexus/primitives'
import type { AccountId, Hash, Hasher } from '@plexus/primitives'
import type {
  ApplyResult,
  ExecutedBlock,
  Header,
  InvalidTransaction,
  OpenBlock,
  Runtime,
  StateView,
  StorageKey,
  TransactionValidity,
} from '@plexus/runtime'

import { tagOf } from '../../src/pool/tags.ts'

/** What a model transaction does. */
export const KINDS = [
  'plain',
  'cannot pay',
  'unknown',
  'rate limited',
  'unreadable',
  'refused by the block',
  'too big',
  'bug',
  'short lived',
  'no tags',
  'cycle',
  'inherent',
  'slow',
] as const
export type Kind = (typeof KINDS)[number]

/** A transaction of the model: who, which nonce, how urgent. */
export interface ModelTransaction {
  /** 1 to 255. */
  readonly sender: number
  readonly nonce: number
  /** 0 to 255; default 1. */
  readonly priority?: number
  readonly kind?: Kind
  /** Bytes that only make it longer or different. */
  readonly filler?: Uint8Array
}

/** Length-prefixed bytes of a model transaction. */
export function encodeModel(transaction: ModelTransaction): Uint8Array {
  const { sender, nonce, priority = 1, kind = 'plain', filler = new Uint8Array() } = transaction
  const head = new Uint8Array(7)
  head.set([sender, priority, KINDS.indexOf(kind)])
  new DataView(head.buffer).setUint32(3, nonce, true)
  const body = concatBytes(head, filler)
  const prefix = new Uint8Array(4)
  new DataView(prefix.buffer).setUint32(0, ((body.length << 2) | 2) >>> 0, true)
  return body.length < 64
    ? concatBytes(Uint8Array.of(body.length << 2), body)
    : body.length < 16_384
      ? concatBytes(Uint8Array.of(((body.length & 63) << 2) | 1, body.length >> 6), body)
      : concatBytes(prefix, body)
}

export function modelAccount(sender: number): AccountId {
  return accountId(new Uint8Array(32).fill(sender))
}

interface Decoded extends Required<Omit<ModelTransaction, 'filler'>> {
  readonly account: AccountId
}

function decodeModel(bytes: Uint8Array): Decoded {
  const mode = (bytes[0] ?? 0) & 3
  const body = bytes.subarray(mode === 0 ? 1 : mode === 1 ? 2 : 4)
  const [sender = 0, priority = 0, kindIndex = 0] = body
  const kind = KINDS[kindIndex]
  if (kind === undefined || kind === 'unreadable' || body.length < 7) throw new FormatError()
  const nonce = new DataView(body.buffer, body.byteOffset).getUint32(3, true)
  return { sender, priority, kind, nonce, account: modelAccount(sender) }
}

class FormatError extends Error {
  readonly code = 'ExtrinsicFormat'
  constructor() {
    super('unreadable call')
  }
}

/** The runtime of the model: nonces and a timestamp over raw state, nothing else. */
export interface ModelRuntime extends Runtime {
  accountKey(account: AccountId): StorageKey
}

const TEXT = new TextEncoder()
const u32 = (value: number): Uint8Array => {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, value, true)
  return bytes
}
const u64 = (value: bigint): Uint8Array => {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigUint64(0, value, true)
  return bytes
}

export function modelRuntime(
  hasher: Hasher,
  options: { readonly slotDurationMs?: number; readonly onSlow?: () => void } = {},
): ModelRuntime {
  const systemAccount = concatBytes(
    hasher.twox128(TEXT.encode('System')),
    hasher.twox128(TEXT.encode('Account')),
  )
  const nowKey = tagOf(
    concatBytes(hasher.twox128(TEXT.encode('Timestamp')), hasher.twox128(TEXT.encode('Now'))),
  )
  const accountKey = (account: AccountId): StorageKey =>
    tagOf(concatBytes(systemAccount, hasher.blake2b128(account), account))
  const nonceOf = (get: StateView['get'], account: AccountId): number => {
    const value = get(accountKey(account))
    return value === undefined ? 0 : new DataView(value.buffer, value.byteOffset).getUint32(0, true)
  }
  const hashHeader = (header: Header): Hash =>
    toHash(
      hasher.blake2b256(
        concatBytes(header.parentHash, u32(header.number), header.extrinsicsRoot, ...header.digest),
      ),
    )

  function validate(view: StateView, _parent: Hash, bytes: Uint8Array): TransactionValidity {
    const { account, nonce, priority, kind } = decodeModel(bytes)
    const bad = (value: InvalidTransaction): TransactionValidity => ({
      ok: false,
      error: { type: 'Invalid', value },
    })
    if (kind === 'cannot pay') return bad({ type: 'Payment' })
    if (kind === 'rate limited') return bad({ type: 'Custom', value: 6 })
    if (kind === 'inherent') return bad({ type: 'MandatoryValidation' })
    if (kind === 'unknown') {
      return { ok: false, error: { type: 'Unknown', value: { type: 'CannotLookup' } } }
    }
    const onChain = nonceOf((key) => view.get(key), account)
    if (nonce < onChain) return bad({ type: 'Stale' })
    const tag = (at: number): Uint8Array => concatBytes(account, u32(at))
    const provides = kind === 'no tags' ? [] : [tag(nonce)]
    const requires = kind === 'cycle' ? [tag(nonce)] : nonce > onChain ? [tag(nonce - 1)] : []
    const longevity = kind === 'short lived' ? 3n : 2n ** 64n - 1n
    const value = { priority: BigInt(priority), requires, provides, longevity, propagate: true }
    return { ok: true, value }
  }

  function open(view: StateView, start: Parameters<Runtime['open']>[1]): OpenBlock {
    const changes = new Map<StorageKey, Uint8Array | undefined>()
    const get = (key: StorageKey): Uint8Array | undefined => changes.get(key) ?? view.get(key)
    const extrinsics: Uint8Array[] = []
    const invalid = (type: 'BadProof' | 'ExhaustsResources' | 'Stale' | 'Future'): ApplyResult => ({
      kind: 'invalid',
      error: { type: 'Invalid', value: { type } },
    })
    return {
      number: start.number,
      hidden: () => undefined,
      apply(bytes) {
        if (bytes[0] === INHERENT_PREFIX && bytes[1] === 0) {
          changes.set(nowKey, bytes.slice(2))
        } else {
          const { account, nonce, kind } = decodeModel(bytes)
          const onChain = nonceOf(get, account)
          if (kind === 'bug') throw new Error('arithmetic went wrong')
          if (kind === 'slow') options.onSlow?.()
          if (nonce !== onChain) return invalid(nonce < onChain ? 'Stale' : 'Future')
          if (kind === 'refused by the block') return invalid('BadProof')
          if (kind === 'too big') return invalid('ExhaustsResources')
          changes.set(accountKey(account), u32(nonce + 1))
        }
        extrinsics.push(bytes)
        return { kind: 'included', dispatched: true }
      },
      seal(): ExecutedBlock {
        const header = {
          parentHash: start.parentHash,
          number: start.number,
          stateRoot: view.root(changes),
          extrinsicsRoot: toHash(hasher.blake2b256(concatBytes(...extrinsics))),
          digest: start.digest,
        }
        return { block: { header, extrinsics }, hash: hashHeader(header), changes }
      },
    }
  }

  const unused = (): never => {
    throw new Error('the model does not do this')
  }
  const slotDurationMs = options.slotDurationMs ?? 250
  return {
    version: {
      specName: 'model',
      implName: 'model',
      authoringVersion: 1,
      specVersion: 1,
      implVersion: 1,
      apis: [],
      transactionVersion: 1,
      systemVersion: 1,
    },
    slotDurationMs,
    hasValidators: false,
    validatorUpdates: () => [],
    genesis() {
      const zero = toHash(new Uint8Array(32))
      const header = {
        parentHash: zero,
        number: 0,
        stateRoot: zero,
        extrinsicsRoot: zero,
        digest: [],
      }
      return { block: { header, extrinsics: [] }, hash: hashHeader(header), changes: new Map() }
    },
    insight: {
      lastEpochBlock: unused,
      explainEpoch: unused,
      explainPayout: unused,
      concentration: unused,
    },
    open,
    inherents: (ms) => [concatBytes(Uint8Array.of(INHERENT_PREFIX, 0), u64(ms))],
    preDigest: (ms) => [u64(ms / BigInt(slotDurationMs))],
    execute: unused,
    validate: (view, parent, _source, bytes) => validate(view, parent, bytes),
    signatureCheck(_view, _parent, bytes) {
      const { account, priority } = decodeModel(bytes)
      return {
        kind: 'Sr25519',
        signer: account,
        signature: Uint8Array.of(priority),
        message: bytes,
      }
    },
    call: (view, method, args) =>
      method === 'AccountNonceApi_account_nonce'
        ? u32(nonceOf((key) => view.get(key), accountId(args)))
        : unused(),
    metadata: () => undefined,
    dryRun: unused,
    hashHeader,
    encodeHeader: unused,
    beacon: unused,
    mint: unused,
    timestamp(view) {
      const value = view.get(nowKey)
      return value === undefined ? 0n : new DataView(value.buffer).getBigUint64(0, true)
    },
    accountKey,
  }
}

/** Nine bytes follow: a mode-0 compact length. */
const INHERENT_PREFIX = 9 << 2
