import { hash } from '@plexus/primitives'
import { expect, it } from 'vitest'
import { ProofTooOldError, StateDiscardedError, UnknownBlockError } from '../../src/chain/errors.ts'
import { PoolError } from '../../src/pool/errors.ts'
import { RpcError } from '../../src/rpc/errors.ts'
import { readError, toRpcError } from '../../src/rpc/map-error.ts'

const AT = hash(new Uint8Array(32).fill(0xab))
const AT_HEX = `0x${'ab'.repeat(32)}`

const ERRORS: readonly (readonly [string, unknown, number, string, string | undefined])[] = [
  ['an RpcError', new RpcError(1, 'a', 'b'), 1, 'a', 'b'],
  [
    'a refusal of the pool',
    new PoolError('InvalidTransaction', 'Invalid Transaction', 'Custom error: 0'),
    1010,
    'Invalid Transaction',
    'Custom error: 0',
  ],
  ['a refusal without data', new PoolError('CycleDetected', 'Cycle'), 1015, 'Cycle', undefined],
  [
    'an unknown block',
    readError(new UnknownBlockError(AT), 'storage', AT),
    4003,
    `Client error: UnknownBlock: Header was not found in the database: ${AT_HEX}`,
    undefined,
  ],
  [
    'a pruned block',
    readError(new StateDiscardedError(AT), 'call', AT),
    4003,
    `Client error: Api called for an unknown Block: State already discarded for ${AT_HEX}`,
    undefined,
  ],
  [
    'a proof that is gone',
    new ProofTooOldError(AT, 256),
    4003,
    `Client error: The trie of ${AT_HEX} is gone: ask for proofs within 256 blocks of the head.`,
    undefined,
  ],
]

it.each(ERRORS)('passes %s on', (_name, error, code, message, data) => {
  const logged: unknown[] = []
  const mapped = toRpcError(error, 'x', (...line) => logged.push(line))
  expect([mapped.code, mapped.message, mapped.data]).toEqual([code, message, data])
  expect(logged).toEqual([])
})

it.each([
  ['an exception', new TypeError('secret')],
  ['text', 'secret'],
  ['nothing', undefined],
  ['null', null],
  ['a refusal with foreign data', { rpcCode: 1010, message: 'm', data: { secret: 1 } }],
  ['a refusal without a message', { rpcCode: 1010 }],
])('hides %s', (_name, error) => {
  const logged: unknown[] = []
  const mapped = toRpcError(error, 'x', (...line) => logged.push(line))
  expect([mapped.code, mapped.message, mapped.data]).toEqual([-32603, 'Internal error', undefined])
  expect(logged).toHaveLength(1)
})
