import type { InvalidTransaction, UnknownTransaction } from '@plexus/runtime'

/** The sentence clients know for an invalid transaction (spec: 70-rpc §6.2). */
export function explainInvalid(invalid: InvalidTransaction): string {
  return invalid.type === 'Custom' ? `Custom error: ${invalid.value}` : SENTENCES[invalid.type]
}

/** The debug form of an unknown validity, as the reference reports it. */
export function explainUnknown(unknown: UnknownTransaction): string {
  return unknown.type === 'Custom' ? `Custom(${unknown.value})` : unknown.type
}

const SENTENCES: Readonly<Record<Exclude<InvalidTransaction['type'], 'Custom'>, string>> = {
  Call: 'Transaction call is not expected',
  Payment: 'Inability to pay some fees (e.g. account balance too low)',
  Future: 'Transaction will be valid in the future',
  Stale: 'Transaction is outdated',
  BadProof: 'Transaction has a bad signature',
  AncientBirthBlock: 'Transaction has an ancient birth block',
  ExhaustsResources: 'Transaction would exhaust the block limits',
  BadMandatory: 'A call was labelled as mandatory, but resulted in an Error.',
  MandatoryValidation: 'Transaction dispatch is mandatory; transactions must not be validated.',
  BadSigner: 'Invalid signing address',
  IndeterminateImplicit: 'The implicit data was unable to be calculated',
  UnknownOrigin: 'The transaction extension did not authorize any origin',
}
