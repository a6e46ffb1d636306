import {
  bare,
  bool,
  bytes,
  enumeration,
  holding,
  result,
  struct,
  u64,
  u8,
  vec,
} from '@plexus/primitives'
import type {
  InvalidTransaction,
  TransactionValidityError,
  UnknownTransaction,
  ValidTransaction,
} from '../runtime.ts'

const path = (name: string): { path: readonly string[] } => ({
  path: ['sp_runtime', 'transaction_validity', name],
})

const InvalidTransactionType = enumeration(
  {
    Call: bare(0),
    Payment: bare(1),
    Future: bare(2),
    Stale: bare(3),
    BadProof: bare(4),
    AncientBirthBlock: bare(5),
    ExhaustsResources: bare(6),
    Custom: holding(7, u8),
    BadMandatory: bare(8),
    MandatoryValidation: bare(9),
    BadSigner: bare(10),
    IndeterminateImplicit: bare(11),
    UnknownOrigin: bare(12),
  },
  path('InvalidTransaction'),
)

const UnknownTransactionType = enumeration(
  { CannotLookup: bare(0), NoUnsignedValidator: bare(1), Custom: holding(2, u8) },
  path('UnknownTransaction'),
)

/** `sp_runtime::transaction_validity::TransactionValidityError`. */
export const TransactionValidityErrorType = enumeration(
  { Invalid: holding(0, InvalidTransactionType), Unknown: holding(1, UnknownTransactionType) },
  path('TransactionValidityError'),
)

/** `sp_runtime::transaction_validity::ValidTransaction`. */
export const ValidTransactionType = struct(
  {
    priority: u64,
    requires: vec(bytes),
    provides: vec(bytes),
    longevity: u64,
    propagate: bool,
  },
  path('ValidTransaction'),
)

/** `Result<ValidTransaction, TransactionValidityError>`. */
export const TransactionValidityType = result(ValidTransactionType, TransactionValidityErrorType)

/** A transaction is not valid: thrown inside the checks, a value outside (`inspect`). */
export class ValidityFailure extends Error {
  readonly error: TransactionValidityError

  constructor(error: TransactionValidityError) {
    super(error.value.type)
    this.name = 'ValidityFailure'
    this.error = error
  }
}

/** Refuses the transaction in hand. */
export function invalid(type: Exclude<InvalidTransaction['type'], 'Custom'>): never {
  throw new ValidityFailure({ type: 'Invalid', value: { type } })
}

/** The transaction in hand cannot be judged. */
export function unknown(type: Exclude<UnknownTransaction['type'], 'Custom'>): never {
  throw new ValidityFailure({ type: 'Unknown', value: { type } })
}

const U64_MAX = 2n ** 64n - 1n

/** What a transaction is that nobody says anything about. */
export const PLAIN_VALIDITY: ValidTransaction = {
  priority: 0n,
  requires: [],
  provides: [],
  longevity: U64_MAX,
  propagate: true,
}

/** Two verdicts on the same transaction as one. */
export function combineValidity(
  a: ValidTransaction,
  b: Partial<ValidTransaction>,
): ValidTransaction {
  const priority = a.priority + (b.priority ?? 0n)
  const longevity = b.longevity ?? U64_MAX
  return {
    priority: priority > U64_MAX ? U64_MAX : priority,
    requires: [...a.requires, ...(b.requires ?? [])],
    provides: [...a.provides, ...(b.provides ?? [])],
    longevity: longevity < a.longevity ? longevity : a.longevity,
    propagate: a.propagate && (b.propagate ?? true),
  }
}
