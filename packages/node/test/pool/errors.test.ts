import { bytesToHex } from '@plexus/primitives'
import { expect, test } from 'vitest'
import { explainInvalid, explainUnknown } from '../../src/pool/explain.ts'
import { PoolError } from '../../src/pool/errors.ts'
import { poolHarness } from './harness.ts'
import { encodeModel } from './model-runtime.ts'
import type { ModelTransaction } from './model-runtime.ts'

interface Row {
  readonly name: string
  readonly before?: readonly ModelTransaction[]
  readonly bytes: Uint8Array
  readonly code: string
  readonly rpcCode: number
  readonly message: string | RegExp
  readonly data?: string | RegExp
}

const model = (transaction: Partial<ModelTransaction> = {}): Uint8Array =>
  encodeModel({ sender: 1, nonce: 0, ...transaction })

// spec: 70-rpc §1.1 and §6.2
const ROWS: readonly Row[] = [
  {
    name: 'no bytes',
    bytes: new Uint8Array(),
    code: 'BadFormat',
    rpcCode: 1001,
    message: 'Extrinsic has invalid format: Not enough data to fill buffer',
  },
  {
    name: 'a length beyond the bytes',
    bytes: Uint8Array.of(12 << 2, 1, 2),
    code: 'BadFormat',
    rpcCode: 1001,
    message: 'Extrinsic has invalid format: Not enough data to fill buffer',
  },
  {
    name: 'bytes beyond the length',
    bytes: Uint8Array.of(1 << 2, 1, 2, 3),
    code: 'BadFormat',
    rpcCode: 1001,
    message: 'Extrinsic has invalid format: 2 bytes follow the extrinsic',
  },
  {
    name: 'a length in more bytes than needed',
    bytes: Uint8Array.of(1, 0),
    code: 'BadFormat',
    rpcCode: 1001,
    message: /^Extrinsic has invalid format: /,
  },
  {
    name: 'a call the runtime cannot read',
    bytes: model({ kind: 'unreadable' }),
    code: 'VerificationFailed',
    rpcCode: 1002,
    message: 'Verification Error: unreadable call',
    data: 'RuntimeApi("unreadable call")',
  },
  {
    name: 'a sender who cannot pay',
    bytes: model({ kind: 'cannot pay' }),
    code: 'InvalidTransaction',
    rpcCode: 1010,
    message: 'Invalid Transaction',
    data: 'Inability to pay some fees (e.g. account balance too low)',
  },
  {
    name: 'a custom refusal',
    bytes: model({ kind: 'rate limited' }),
    code: 'InvalidTransaction',
    rpcCode: 1010,
    message: 'Invalid Transaction',
    data: 'Custom error: 6',
  },
  {
    name: 'an unknown validity',
    bytes: model({ kind: 'unknown' }),
    code: 'UnknownValidity',
    rpcCode: 1011,
    message: 'Unknown Transaction Validity',
    data: 'CannotLookup',
  },
  {
    name: 'the same bytes again',
    before: [{ sender: 1, nonce: 0 }],
    bytes: model(),
    code: 'AlreadyImported',
    rpcCode: 1013,
    message: 'Transaction Already Imported',
    data: /^0x[0-9a-f]{64}$/,
  },
  {
    name: 'the same nonce with the same priority',
    before: [{ sender: 1, nonce: 0 }],
    bytes: model({ filler: Uint8Array.of(9) }),
    code: 'PriorityTooLow',
    rpcCode: 1014,
    message: 'Priority is too low: (1 vs 1)',
    data: 'The transaction has too low priority to replace another transaction already in the pool.',
  },
  {
    name: 'the same nonce with a lower priority, both waiting for a gap',
    before: [{ sender: 1, nonce: 4, priority: 7 }],
    bytes: model({ nonce: 4, priority: 3 }),
    code: 'PriorityTooLow',
    rpcCode: 1014,
    message: 'Priority is too low: (7 vs 3)',
    data: 'The transaction has too low priority to replace another transaction already in the pool.',
  },
  {
    name: 'what requires itself',
    bytes: model({ kind: 'cycle' }),
    code: 'CycleDetected',
    rpcCode: 1015,
    message: 'Cycle Detected',
  },
  {
    name: 'what provides nothing',
    bytes: model({ kind: 'no tags' }),
    code: 'NoTagsProvided',
    rpcCode: 1019,
    message: 'No tags provided',
    data: "Transaction does not provide any tags, so the pool can't identify it",
  },
]

async function refusalOf(row: Row): Promise<PoolError> {
  const { pool, submit } = await poolHarness()
  for (const transaction of row.before ?? []) await submit(transaction)
  const before = pool.pending().map(({ hash }) => bytesToHex(hash))
  const error: unknown = await pool.submit(row.bytes, 'External').catch((reason: unknown) => reason)
  const after = pool.pending().map(({ hash }) => bytesToHex(hash))
  expect(after, row.name).toEqual(before)
  expect(error, row.name).toBeInstanceOf(PoolError)
  return error as PoolError
}

test.each(ROWS)('refuses $name with $rpcCode and changes nothing', async (row) => {
  const error = await refusalOf(row)
  expect([error.code, error.rpcCode]).toEqual([row.code, row.rpcCode])
  expect(error.message).toMatch(row.message)
  if (row.data === undefined) expect(error.data).toBeUndefined()
  else expect(error.data).toMatch(row.data)
})

// `From<InvalidTransaction> for &str` of the reference.
test.each([
  ['Call', 'Transaction call is not expected'],
  ['Payment', 'Inability to pay some fees (e.g. account balance too low)'],
  ['Future', 'Transaction will be valid in the future'],
  ['Stale', 'Transaction is outdated'],
  ['BadProof', 'Transaction has a bad signature'],
  ['AncientBirthBlock', 'Transaction has an ancient birth block'],
  ['ExhaustsResources', 'Transaction would exhaust the block limits'],
  ['BadMandatory', 'A call was labelled as mandatory, but resulted in an Error.'],
  ['MandatoryValidation', 'Transaction dispatch is mandatory; transactions must not be validated.'],
  ['BadSigner', 'Invalid signing address'],
  ['IndeterminateImplicit', 'The implicit data was unable to be calculated'],
  ['UnknownOrigin', 'The transaction extension did not authorize any origin'],
] as const)('explains %s in the words clients match', (type, sentence) => {
  expect(explainInvalid({ type })).toBe(sentence)
})

test('explains custom codes by number', () => {
  expect(explainInvalid({ type: 'Custom', value: 255 })).toBe('Custom error: 255')
  expect(explainUnknown({ type: 'Custom', value: 3 })).toBe('Custom(3)')
  expect(explainUnknown({ type: 'NoUnsignedValidator' })).toBe('NoUnsignedValidator')
})
