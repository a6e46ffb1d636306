import { describe, expect, it } from 'vitest'
import { mutations } from '../../src/mutations/index.ts'
import type { JsonRpcProvider } from '../../src/mutations/index.ts'

type Message = Readonly<Record<string, unknown>>

/** A provider that answers each request with these messages, the id filled in. */
function scripted(replies: readonly Message[], sent: Message[] = []): JsonRpcProvider {
  return {
    connect: (onMessage) => ({
      send(text) {
        const request = JSON.parse(text) as Message
        sent.push(request)
        for (const reply of replies) {
          const filled = 'method' in reply ? reply : { ...reply, id: request['id'] }
          onMessage(JSON.stringify({ jsonrpc: '2.0', ...filled }))
        }
      },
      disconnect() {},
    }),
  }
}

/** What a client sees of a request and its replies when one mutation is on. */
async function seen(name: string, method: string, params: unknown[], replies: readonly Message[]) {
  const mutation = mutations.find((candidate) => candidate.name === name)
  if (mutation === undefined) throw new Error(`no mutation ${name}`)
  const messages: Message[] = []
  const sent: Message[] = []
  const connection = mutation
    .wrap(scripted(replies, sent))
    .connect((text) => messages.push(JSON.parse(text) as Message))
  connection.send(JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }))
  await Promise.resolve()
  return { messages, sent }
}

const result = (value: unknown): Message => ({ result: value })
const status = (value: unknown): Message => ({
  method: 'author_extrinsicUpdate',
  params: { subscription: 'abc', result: value },
})
const payloads = (messages: readonly Message[]) =>
  messages.map((message) =>
    'id' in message ? message['result'] : (message['params'] as Message)['result'],
  )

const ZERO = '00'.repeat(32)
const READY = 'ready'
const IN_BLOCK = { inBlock: `0x${ZERO}` }
const FINAL = { finalized: `0x${ZERO}` }
const WATCH = [result('abc'), status(READY), status(IN_BLOCK), status(FINAL)]
const SET = [
  {
    block: '0x00',
    changes: [
      ['0x01', '0x0a'],
      ['0x02', '0x0b'],
    ],
  },
]
const SIGNED = `0x950184${'00'.repeat(33)}01${'11'.repeat(64)}`

describe('the list of mutations', () => {
  it('has twenty, each with a name of its own', () => {
    expect(mutations).toHaveLength(20)
    expect(new Set(mutations.map(({ name }) => name)).size).toBe(20)
  })

  it.each(mutations.map((mutation) => [mutation.name, mutation] as const))(
    '%s lets through what it does not lie about',
    (_, mutation) => {
      const got: string[] = []
      const connection = mutation
        .wrap(scripted([result('Bittensor')]))
        .connect((text) => got.push(text))
      connection.send('{"jsonrpc":"2.0","id":7,"method":"system_chain","params":[]}')
      expect(got.map((text) => JSON.parse(text))).toEqual([
        { jsonrpc: '2.0', id: 7, result: 'Bittensor' },
      ])
    },
  )
})

describe('watched transactions', () => {
  it.each([
    ['status-order', ['abc', IN_BLOCK, READY, FINAL]],
    ['finalized-first', ['abc', READY, FINAL, IN_BLOCK]],
    ['notification-first', [READY, IN_BLOCK, 'abc', FINAL]],
  ])('%s changes the order only', async (name, expected) => {
    const { messages } = await seen(name, 'author_submitAndWatchExtrinsic', ['0x00'], WATCH)
    expect(payloads(messages)).toEqual(expected)
  })

  it('subscription-id-type tells a number where the response told text', async () => {
    const { messages } = await seen(
      'subscription-id-type',
      'author_submitAndWatchExtrinsic',
      [],
      [result('abc'), status(READY)],
    )
    expect(messages[0]?.['result']).toBe('abc')
    expect(messages[1]).toMatchObject({ params: { subscription: expect.any(Number) } })
  })

  it('era-check refuses a mortal transaction and passes an immortal one on', async () => {
    const submit = (bytes: string) =>
      seen('era-check', 'author_submitExtrinsic', [bytes], [result('0xaa')])
    const mortal = await submit(`${SIGNED}5500`)
    expect(mortal.sent).toEqual([])
    expect(mortal.messages).toMatchObject([{ error: { code: 1010 } }])
    const immortal = await submit(`${SIGNED}0000`)
    expect(immortal.messages).toMatchObject([{ result: '0xaa' }])
  })
})

describe('single answers', () => {
  const metadata = (modifier: string, value: string) =>
    `0x6d6574610e1c4163636f756e74${modifier}01040200${value}ff`
  const header = { parentHash: `0x${ZERO}`, number: '0x1', stateRoot: `0x${ZERO}` }
  const flipped = `0x01${ZERO.slice(2)}`

  it.each<[string, string, unknown[], unknown, unknown]>([
    ['metadata-type-id', 'state_getMetadata', [], metadata('01', '0c'), metadata('01', '10')],
    ['storage-default', 'state_getMetadata', [], metadata('01', '0c'), metadata('00', '0c')],
    ['runtime-version', 'state_getRuntimeVersion', [], { specVersion: 4 }, { specVersion: 5 }],
    ['genesis-hash', 'chain_getBlockHash', [0], `0x${ZERO}`, `0x${ZERO.slice(2)}01`],
    ['genesis-hash', 'chain_getBlockHash', [1], `0x${ZERO}`, `0x${ZERO}`],
    ['stale-nonce', 'system_accountNextIndex', ['x'], 3, 2],
    ['stale-nonce', 'state_call', ['AccountNonceApi_account_nonce'], '0x00010000', '0xff000000'],
    ['fee-estimate', 'payment_queryInfo', ['0x'], { partialFee: '9' }, { partialFee: '10' }],
    ['key-order', 'state_getKeysPaged', ['0x', 2], ['0x01', '0x02'], ['0x02', '0x01']],
    [
      'change-set',
      'state_queryStorageAt',
      [['0x01', '0x02']],
      SET,
      [{ block: '0x00', changes: [['0x01', '0x0a']] }],
    ],
    ['parent-hash', 'chain_getHeader', [], header, { ...header, parentHash: flipped }],
    ['state-root', 'chain_getHeader', [], header, { ...header, stateRoot: flipped }],
    ['parent-hash', 'chainHead_v1_header', ['f', 'h'], `0x${ZERO}04${ZERO}`, `${flipped}04${ZERO}`],
    [
      'state-root',
      'archive_v1_header',
      ['h'],
      `0x${ZERO}04${ZERO}`,
      `0x${ZERO}0401${ZERO.slice(2)}`,
    ],
    ['missing-timestamp', 'archive_v1_body', ['h'], ['0x01', '0x02'], ['0x02']],
    [
      'extrinsic-bytes',
      'archive_v1_body',
      ['h'],
      ['0x01', `0x${'00'.repeat(150)}`],
      ['0x01', `0x${'00'.repeat(60)}01${'00'.repeat(89)}`],
    ],
  ])('%s on %s', async (name, method, params, told, expected) => {
    const { messages } = await seen(name, method, params, [result(told)])
    expect(payloads(messages)).toEqual([expected])
  })

  it('error-data wraps the text of an error', async () => {
    const error = { code: 1010, message: 'Invalid Transaction', data: 'why' }
    const { messages } = await seen('error-data', 'author_submitExtrinsic', ['0x'], [{ error }])
    expect(messages[0]?.['error']).toEqual({ ...error, data: { reason: 'why' } })
  })

  it('next-index asks the chain for the nonce instead of the pool', async () => {
    const alice = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'
    const { messages, sent } = await seen(
      'next-index',
      'account_nextIndex',
      [alice],
      [result('0x05000000')],
    )
    const key = '0xd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d'
    expect(sent).toMatchObject([
      { method: 'state_call', params: ['AccountNonceApi_account_nonce', key] },
    ])
    expect(payloads(messages)).toEqual([5])
  })
})

describe('operations of chainHead', () => {
  const events = '0x26aa394eea5630e07c48ae0c9558cef780d41e5e16056765bc8461851072c9d7'
  const paid = `00010000000600${'ab'.repeat(32)}0100000000000000${'00'.repeat(8)}00`
  const done = `0001000000000000`

  it('missing-event takes one record out of the list and its count', async () => {
    const item = (value: string) => ({
      method: 'chainHead_v1_followEvent',
      params: {
        subscription: 'f',
        result: {
          event: 'operationStorageItems',
          operationId: 'o',
          items: [{ key: events, value }],
        },
      },
    })
    const { messages } = await seen(
      'missing-event',
      'chainHead_v1_storage',
      ['f', 'h', []],
      [result({ result: 'started', operationId: 'o' }), item(`0x08${paid}${done}`)],
    )
    expect(messages[1]).toMatchObject(item(`0x04${done}`))
  })
})
