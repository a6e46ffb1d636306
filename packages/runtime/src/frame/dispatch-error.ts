import {
  bare,
  enumeration,
  fixedBytes,
  holding,
  names,
  result,
  struct,
  u8,
  unit,
} from '@plexus/primitives'
import type { ValueOf } from '@plexus/primitives'
import type { PostInfo } from './call.ts'

const path = (name: string): { path: readonly string[] } => ({ path: ['sp_runtime', name] })

/** `sp_runtime::TokenError`. */
export const TokenError = names(
  {
    FundsUnavailable: 0,
    OnlyProvider: 1,
    BelowMinimum: 2,
    CannotCreate: 3,
    UnknownAsset: 4,
    Frozen: 5,
    Unsupported: 6,
    CannotCreateHold: 7,
    NotExpendable: 8,
    Blocked: 9,
  },
  path('TokenError'),
)

/** `sp_arithmetic::ArithmeticError`. */
export const ArithmeticError = names(
  { Underflow: 0, Overflow: 1, DivisionByZero: 2 },
  { path: ['sp_arithmetic', 'ArithmeticError'] },
)

const TransactionalError = names({ LimitReached: 0, NoLayer: 1 }, path('TransactionalError'))

const TrieError = names(
  {
    InvalidStateRoot: 0,
    IncompleteDatabase: 1,
    ValueAtIncompleteKey: 2,
    DecoderError: 3,
    InvalidHash: 4,
    DuplicateKey: 5,
    ExtraneousNode: 6,
    ExtraneousValue: 7,
    ExtraneousHashReference: 8,
    InvalidChildReference: 9,
    ValueMismatch: 10,
    IncompleteProof: 11,
    RootMismatch: 12,
    DecodeError: 13,
  },
  { path: ['sp_runtime', 'proving_trie', 'TrieError'] },
)

const ModuleErrorType = struct(
  { index: u8, error: fixedBytes(4) },
  { path: ['sp_runtime', 'ModuleError'] },
)

/** `sp_runtime::DispatchError`: why a call failed. */
export const DispatchError = enumeration(
  {
    Other: bare(0),
    CannotLookup: bare(1),
    BadOrigin: bare(2),
    Module: holding(3, ModuleErrorType),
    ConsumerRemaining: bare(4),
    NoProviders: bare(5),
    TooManyConsumers: bare(6),
    Token: holding(7, TokenError),
    Arithmetic: holding(8, ArithmeticError),
    Transactional: holding(9, TransactionalError),
    Exhausted: bare(10),
    Corruption: bare(11),
    Unavailable: bare(12),
    RootNotAllowed: bare(13),
    Trie: holding(14, TrieError),
  },
  path('DispatchError'),
)

export type DispatchErrorValue = ValueOf<typeof DispatchError>

/** `Result<(), DispatchError>`, as many events carry it. */
export const DispatchResult = result(unit, DispatchError)

export type DispatchResultValue = ValueOf<typeof DispatchResult>

/**
 * A call failed: a value of the protocol, thrown. It is caught in one place (`dispatch`), which
 * takes back what the call did. Anything else that is thrown there is a bug.
 */
export class DispatchFailure extends Error {
  readonly error: DispatchErrorValue
  /** Actual weight and fee rule of a failed call that reports them (batches do). */
  readonly post: PostInfo | undefined

  constructor(error: DispatchErrorValue, post?: PostInfo) {
    super(error.type)
    this.name = 'DispatchFailure'
    this.error = error
    this.post = post
  }
}

/** Fails with one of the errors that belong to no pallet. */
export function failWith(error: DispatchErrorValue): never {
  throw new DispatchFailure(error)
}

/** Fails with a token error. */
export function failToken(value: ValueOf<typeof TokenError>): never {
  throw new DispatchFailure({ type: 'Token', value })
}

/** Fails with an arithmetic error. */
export function failArithmetic(value: ValueOf<typeof ArithmeticError>): never {
  throw new DispatchFailure({ type: 'Arithmetic', value })
}
