import { describe, expect as check, it } from 'vitest'
import { expect, faultOf, outcomeOf } from './judge.ts'

const METHODS = new Set(['system_chain', 'dev_newBlock'])
const frame = (body: string) =>
  ({ label: '', over: 'text', body: new TextEncoder().encode(body) }) as const
const GOOD = '{"jsonrpc":"2.0","id":1,"method":"system_chain"}'
const error = (code: unknown, message: unknown = 'no', data?: unknown): string =>
  JSON.stringify({ jsonrpc: '2.0', id: 1, error: { code, message, data } })

describe('the judge of fuzzed frames', () => {
  const refused = [
    { name: 'text that is no JSON', response: '<html>' },
    { name: 'a response of another version', response: '{"jsonrpc":"1.0","id":1,"result":1}' },
    { name: 'an id of another type', response: '{"jsonrpc":"2.0","id":"1","result":1}' },
    { name: 'a response without id', response: '{"jsonrpc":"2.0","result":1}' },
    { name: 'result and error', response: '{"jsonrpc":"2.0","id":1,"result":1,"error":null}' },
    { name: 'neither result nor error', response: '{"jsonrpc":"2.0","id":1}' },
    { name: 'a list for a single request', response: '[{"jsonrpc":"2.0","id":1,"result":1}]' },
    { name: 'an internal error', response: error(-32_603) },
    { name: 'a code that is text', response: error('-32602') },
    { name: 'a code of manual seal', response: error(12_000) },
    { name: 'a message that is no text', response: error(1010, 7) },
    { name: 'data that is no text', response: error(1010, 'no', { reason: 1 }) },
    {
      name: "the engine's words",
      response: error(1002, "Cannot read properties of null (reading 'x')"),
    },
    { name: 'a stack', response: error(1002, 'no', 'Error: x\n    at run (node.js:1:2)') },
  ]
  for (const { name, response } of refused) {
    it(`refuses ${name}`, () => {
      check(faultOf(response, expect(frame(GOOD), METHODS)), name).toBeTypeOf('string')
    })
  }

  const judged = [
    {
      name: 'a result',
      body: GOOD,
      response: '{"jsonrpc":"2.0","id":1,"result":null}',
      good: true,
    },
    {
      name: 'a known error',
      body: GOOD,
      response: error(-32_602, 'Invalid params', 'x'),
      good: true,
    },
    {
      name: 'a result for an unknown method',
      body: GOOD.replace('chain', 'none'),
      response: '{"jsonrpc":"2.0","id":1,"result":1}',
      good: false,
    },
    {
      name: 'a parse error with null id',
      body: '{',
      response: error(-32_700).replace('"id":1', '"id":null'),
      good: true,
    },
    { name: 'a parse error with an id', body: '{', response: error(-32_700), good: false },
    {
      name: 'a batch in another order',
      body: `[${GOOD},${GOOD.replace('1,', '2,')}]`,
      response: '[{"jsonrpc":"2.0","id":2,"result":1},{"jsonrpc":"2.0","id":1,"result":1}]',
      good: true,
    },
    {
      name: 'a batch with one response for two',
      body: `[${GOOD},${GOOD}]`,
      response: '[{"jsonrpc":"2.0","id":1,"result":1}]',
      good: false,
    },
  ]
  for (const { name, body, response, good } of judged) {
    it(`${good ? 'accepts' : 'refuses'} ${name}`, () => {
      check(faultOf(response, expect(frame(body), METHODS)) === undefined, name).toBe(good)
    })
  }

  it('expects nothing for requests without id, alone and in a batch', () => {
    const silent = '{"jsonrpc":"2.0","method":"system_chain"}'
    check(expect(frame(silent), METHODS).type).toBe('silence')
    check(expect(frame(`[${silent},${silent}]`), METHODS).type).toBe('silence')
    check(expect(frame('[]'), METHODS).type).toBe('replies')
  })

  it('expects a refusal of too many values, not counting what strings hold', () => {
    const codesOf = (body: string): unknown => {
      const expected = expect(frame(body), METHODS)
      return expected.type === 'replies' ? expected.asked[0]?.codes : undefined
    }
    check(codesOf(`[${'[],'.repeat(300_000)}1]`)).toEqual([-32_007])
    check(codesOf(`{"a":"\\"${','.repeat(600_000)}"}`)).toEqual([-32_600])
    check(codesOf(`{"a":"${'\\\\'.repeat(9)}",${'"b":1,'.repeat(300_000)}`)).toEqual([-32_007])
  })

  it('names outcomes by code', () => {
    check([error(1010), '[]', '{"result":1}'].map(outcomeOf)).toEqual(['1010', 'batch', 'result'])
  })
})
