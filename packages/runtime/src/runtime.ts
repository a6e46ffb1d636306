import type { AccountId, Hash } from '@plexus/primitives'
import type { BeaconState } from './beacon.ts'
import type { SignatureClaim } from './frame/host.ts'
import type { Insight } from './insight/insight.ts'
import type { Changes, StateView } from './state/view.ts'

/** A block header; its hash is the BLAKE2b-256 of its SCALE form. */
export interface Header {
  readonly parentHash: Hash
  readonly number: number
  readonly stateRoot: Hash
  readonly extrinsicsRoot: Hash
  /** SCALE-encoded digest items. */
  readonly digest: readonly Uint8Array[]
}

/** A header and its extrinsics, each with its own length prefix, byte for byte as submitted. */
export interface Block {
  readonly header: Header
  readonly extrinsics: readonly Uint8Array[]
}

/** A block after execution. */
export interface ExecutedBlock {
  readonly block: Block
  readonly hash: Hash
  readonly changes: Changes
}

/** Where a transaction comes from, as `TransactionSource` on the wire. */
export type TransactionSource = 'InBlock' | 'Local' | 'External'

/** Why a transaction is not valid; names and codes as `sp_runtime` has them. */
export type TransactionValidityError =
  | { readonly type: 'Invalid'; readonly value: InvalidTransaction }
  | { readonly type: 'Unknown'; readonly value: UnknownTransaction }

export type InvalidTransaction =
  | {
      readonly type:
        | 'Call'
        | 'Payment'
        | 'Future'
        | 'Stale'
        | 'BadProof'
        | 'AncientBirthBlock'
        | 'ExhaustsResources'
        | 'BadMandatory'
        | 'MandatoryValidation'
        | 'BadSigner'
        | 'IndeterminateImplicit'
        | 'UnknownOrigin'
      readonly value?: undefined
    }
  | { readonly type: 'Custom'; readonly value: number }

export type UnknownTransaction =
  | { readonly type: 'CannotLookup' | 'NoUnsignedValidator'; readonly value?: undefined }
  | { readonly type: 'Custom'; readonly value: number }

/** What the pool needs to order a valid transaction. */
export interface ValidTransaction {
  readonly priority: bigint
  /** Tags that other transactions must provide first. */
  readonly requires: readonly Uint8Array[]
  readonly provides: readonly Uint8Array[]
  /** For how many blocks the verdict holds; `2n ** 64n - 1n` for ever. */
  readonly longevity: bigint
  readonly propagate: boolean
}

export type TransactionValidity =
  | { readonly ok: true; readonly value: ValidTransaction }
  | { readonly ok: false; readonly error: TransactionValidityError }

/** What became of an extrinsic that was offered to a block. */
export type ApplyResult =
  /** In the block; a dispatch error is in its events and does not make it invalid. */
  | { readonly kind: 'included'; readonly dispatched: boolean }
  /** Not in the block, and the state is as before. */
  | { readonly kind: 'invalid'; readonly error: TransactionValidityError }

/** An extrinsic that another one carries encrypted, so that only an author of blocks can read it. */
export interface HiddenExtrinsic {
  /** The twox128 of the public key that it is encrypted to. */
  readonly keyHash: Uint8Array
  /** Whether that key is the one whose turn this block is. */
  readonly isDue: boolean
  /**
   * The extrinsic with its length prefix, unchecked beyond its format; `undefined` where the key
   * is another or what was encrypted is no extrinsic.
   * @param secretKey an ML-KEM-768 decapsulation key
   */
  open(secretKey: Uint8Array): Uint8Array | undefined
}

/** A block being built or executed on top of a parent. */
export interface OpenBlock {
  readonly number: number
  /** What an extrinsic carries encrypted; `undefined` for any other bytes. Checks no signature. */
  hidden(extrinsic: Uint8Array): HiddenExtrinsic | undefined
  /**
   * Applies one extrinsic; one that is refused or thrown out leaves no trace.
   * @throws ExtrinsicFormatError when the bytes are no extrinsic, RuntimePanic when no block can
   * hold it.
   */
  apply(extrinsic: Uint8Array): ApplyResult
  /** Runs the end of the block and computes its header. Nothing may be applied afterwards. */
  seal(): ExecutedBlock
}

/** What a new block starts from. */
export interface BlockStart {
  readonly parentHash: Hash
  readonly number: number
  /** Digest items known at the start (the Aura slot), SCALE-encoded. */
  readonly digest: readonly Uint8Array[]
}

/** What an engine with many authors knows of a block, and its state cannot tell. */
export interface EngineReport {
  /** Who proposed the block: address (20 bytes) of a consensus key. */
  readonly proposer: Uint8Array
  /** Addresses of the validators whose votes the commit of the block before lacks. */
  readonly absent: readonly Uint8Array[]
  readonly misbehaviours: readonly Misbehaviour[]
}

/** A proof that a validator broke the rules of the consensus; the engine has checked it. */
export interface Misbehaviour {
  readonly kind: 'DuplicateVote' | 'LightClientAttack'
  /** Of the consensus key. */
  readonly address: Uint8Array
  /** The block in which it happened. */
  readonly height: bigint
}

/** The power of a validator from now on; 0 takes it out of the set. */
export interface ValidatorUpdate {
  /** ed25519 */
  readonly key: Uint8Array
  readonly power: bigint
}

/** The name and versions of the runtime, as `state_getRuntimeVersion` reports them. */
export interface RuntimeVersion {
  readonly specName: string
  readonly implName: string
  readonly authoringVersion: number
  readonly specVersion: number
  readonly implVersion: number
  /** 8-byte api ids (`0x…`) and versions. */
  readonly apis: readonly (readonly [string, number])[]
  readonly transactionVersion: number
  readonly systemVersion: number
}

/**
 * The state transition as the node sees it. Pure: every method is a function of its arguments,
 * of the host functions and of the configuration the runtime was made with.
 */
export interface Runtime {
  readonly version: RuntimeVersion
  /** Slot duration in ms: the time a block takes in this configuration. */
  readonly slotDurationMs: number
  /**
   * Whether the chain chooses validators. An engine with many authors begins each block of such a
   * chain with a report and does what `validatorUpdates` says; one without never reports.
   */
  readonly hasValidators: boolean
  /** The whole genesis state and the header of block 0. */
  genesis(): ExecutedBlock
  open(view: StateView, start: BlockStart): OpenBlock
  /**
   * The inherent extrinsics of a block with this timestamp (ms since 1970), that of the time first.
   * @param encryptionKey the ML-KEM-768 public key that its author announces; absent: none
   * @param report of a chain with validators; the order of its lists does not matter
   */
  inherents(
    timestampMs: bigint,
    encryptionKey?: Uint8Array,
    report?: EngineReport,
  ): readonly Uint8Array[]
  /**
   * What the block that left this state tells the engine, by key bytes; after genesis the whole
   * set. Nothing where the chain has no validators.
   */
  validatorUpdates(view: Pick<StateView, 'get'>): readonly ValidatorUpdate[]
  /** The digest items that announce the Aura slot of this timestamp. */
  preDigest(timestampMs: bigint): readonly Uint8Array[]
  /**
   * Executes a block of somebody else and compares roots and digest.
   * @throws BlockMismatchError naming the first field that differs.
   */
  execute(view: StateView, block: Block): ExecutedBlock
  /**
   * Whether an extrinsic would be good in the block after `parent`, whose state `view` is.
   * @throws ExtrinsicFormatError when the bytes are no extrinsic.
   */
  validate(
    view: StateView,
    parent: Hash,
    source: TransactionSource,
    extrinsic: Uint8Array,
  ): TransactionValidity
  /**
   * What to verify for this extrinsic in the block after `parent`; `undefined` where nothing is
   * signed or the verdict does not depend on the signature.
   * @throws ExtrinsicFormatError when the bytes are no extrinsic.
   */
  signatureCheck(view: StateView, parent: Hash, extrinsic: Uint8Array): SignatureClaim | undefined
  /**
   * A runtime API as `state_call` names it, e.g. `AccountNonceApi_account_nonce`.
   * @throws UnknownApiError, ApiFailedError
   */
  call(view: StateView, method: string, args: Uint8Array): Uint8Array
  /** Metadata blob without length prefix, or `undefined` for a version that is not published. */
  metadata(version: number): Uint8Array | undefined
  /** Applies an extrinsic on a throw-away layer; SCALE `ApplyExtrinsicResult` (`system_dryRun`). */
  dryRun(view: StateView, parent: Hash, extrinsic: Uint8Array): Uint8Array
  /** The time of the block whose state this is, in ms since 1970; 0 at genesis. */
  timestamp(view: StateView): bigint
  /** The drand beacon that the chain follows. */
  beacon(view: StateView): BeaconState
  /**
   * Development only: the changes that give an account `amountRao` out of nothing.
   * @throws DispatchFailure when the account cannot hold it (less than the existential deposit).
   */
  mint(view: StateView, account: AccountId, amountRao: bigint): Changes
  /** Questions that the reference does not answer. */
  readonly insight: Insight
  /** Hash of a header. */
  hashHeader(header: Header): Hash
  encodeHeader(header: Header): Uint8Array
}
