import { getLookupFn } from '@polkadot-api/metadata-builders'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { call } from '../../src/index.ts'
import type { Call, ChainRuntime } from '../../src/index.ts'
import { addressOf, createWorld } from './support.ts'
import type { World } from './support.ts'

let world: World
let runtime: ChainRuntime
let bob: string
beforeAll(async () => {
  world = await createWorld()
  runtime = await world.client.runtime()
  bob = addressOf(world.net.accounts.Bob)
}, 60_000)
afterAll(() => world.stop())

const anyCall = (pallet: string, name: string, args: unknown): Call => ({
  ...{ type: pallet, value: { type: name, value: args } },
})
const transfer = (dest: unknown, value: unknown): Call =>
  anyCall('Balances', 'transfer_keep_alive', { dest, value })
const children = (list: unknown): Call =>
  anyCall('SubtensorModule', 'set_children', { hotkey: bob, netuid: 1, children: list })
const commit = (hash: unknown): Call =>
  anyCall('SubtensorModule', 'commit_weights', { netuid: 1, commit_hash: hash })

const REFUSED: readonly (readonly [string, () => Call, string])[] = [
  [
    'a number above u16',
    () => anyCall('SubtensorModule', 'start_call', { netuid: 65_536 }),
    'netuid',
  ],
  ['a negative number', () => anyCall('SubtensorModule', 'start_call', { netuid: -1 }), 'netuid'],
  ['a fraction', () => anyCall('SubtensorModule', 'start_call', { netuid: 1.5 }), 'netuid'],
  ['NaN', () => anyCall('SubtensorModule', 'start_call', { netuid: Number.NaN }), 'netuid'],
  [
    'a text for a number',
    () => anyCall('SubtensorModule', 'start_call', { netuid: '1' }),
    'netuid',
  ],
  ['no argument', () => anyCall('SubtensorModule', 'start_call', {}), 'netuid'],
  ['no arguments at all', () => anyCall('SubtensorModule', 'start_call', undefined), 'an object'],
  ['a number for a u64', () => transfer({ type: 'Id', value: bob }, 1), 'bigint'],
  ['more than a u64', () => transfer({ type: 'Id', value: bob }, 2n ** 64n), 'from 0 to'],
  [
    'an address with a typing error',
    () => transfer({ type: 'Id', value: `${bob.slice(0, -1)}x` }, 1n),
    'SS58',
  ],
  ['an unknown variant', () => transfer({ type: 'Name', value: 'bob' }, 1n), 'one of Id, Index'],
  ['no variant', () => transfer(bob, 1n), 'an object'],
  ['no list', () => children(bob), 'a list'],
  ['a short tuple', () => children([[1n]]), 'a list of 2'],
  [
    'a wrong item of a list',
    () =>
      children([
        [1n, bob],
        [1, bob],
      ]),
    '1.0',
  ],
  ['hex of another length', () => commit('0x12'), '64 hexadecimal digits'],
  ['bytes for hex', () => commit(new Uint8Array(32)), '64 hexadecimal digits'],
  ['arguments of a call without any', () => anyCall('Proxy', 'remove_proxies', 1), 'absent'],
]

test.each(REFUSED)('refuses %s, and says where', (_, make, text) => {
  expect(() => runtime.encodeCall(make())).toThrow(
    expect.objectContaining({ code: 'BadValue', message: expect.stringContaining(text) }),
  )
})

test('refuses keys and arguments of the wrong type', () => {
  expect(() => runtime.storage('SubtensorModule.Tempo').key(['1'])).toThrow('key 1')
  expect(() => runtime.storage('SubtensorModule.Tempo').key([1, 2])).toThrow('fewer keys')
  const api = runtime.api('SubnetInfoRuntimeApi.get_metagraph')
  expect(() => api.encodeArgs([70_000])).toThrow('netuid')
})

test('takes what fits, inside other calls too', () => {
  const inner = call('Balances.transfer_all', {
    dest: { type: 'Id', value: bob },
    keep_alive: true,
  })
  const batch = call('Utility.batch_all', { calls: [inner, inner] })
  const bytes = runtime.encodeCall(batch)
  const { lookup } = runtime
  expect(getLookupFn(runtime.metadata).call).toBe(lookup.call)
  expect(runtime.type(lookup.call!).dec(bytes)).toEqual(batch)
  const wrong = { ...inner, value: { ...inner.value, value: {} } }
  expect(() => runtime.encodeCall(call('Utility.batch_all', { calls: [inner, wrong] }))).toThrow(
    'batch_all.calls.1',
  )
})
