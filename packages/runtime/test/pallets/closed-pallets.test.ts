import { bytesToHex, decode, encode } from '@plexus/primitives'
import { describe, expect, test } from 'vitest'
import { createRuntime } from '../../src/create-runtime.ts'
import { definition } from '../../src/definition.ts'
import { createContext } from '../../src/executive/context.ts'
import { RuntimeCall } from '../../src/frame/call.ts'
import { runtimeConfig } from '../../src/frame/config.ts'
import { NONE, ROOT, signed } from '../../src/frame/origin.ts'
import { localnet } from '../../src/genesis/localnet.ts'
import { ChainId } from '../../src/pallets/evm-chain-id/index.ts'
import { executeBatchedOrders, executeOrders } from '../../src/pallets/limit-orders/calls/closed.ts'
import { ORDERS_ACCOUNT, ORDERS_HOTKEY } from '../../src/pallets/limit-orders/config.ts'
import { limitOrdersPallet } from '../../src/pallets/limit-orders/index.ts'
import { LimitOrdersEnabled } from '../../src/pallets/limit-orders/storage.ts'
import { VersionedOrder } from '../../src/pallets/limit-orders/types.ts'
import { OwnedHotkeys, Owner, StakingHotkeys } from '../../src/pallets/subtensor/storage/keys.ts'
import { errors } from '../../src/pallets/system/errors.ts'
import { MapState } from '../executive/chain-kit.ts'
import { fails } from '../helpers/expect-call.ts'
import { account, host, testContext } from '../helpers/test-context.ts'

const config = runtimeConfig('fast')

test('every call of limit orders is closed, and no other', () => {
  const closed = definition.pallets.filter(({ calls }) => calls?.some((call) => call.closed))
  expect(closed).toEqual([limitOrdersPallet])
  expect(limitOrdersPallet.calls?.every((call) => call.closed)).toBe(true)
})

test.each([
  ['Root', ROOT],
  ['a signer', signed(account(1))],
  ['nobody', NONE],
] as const)('%s cannot make an order', (_who, origin) => {
  const call = executeOrders.with({ orders: [], should_fail: true })
  fails(testContext(), call, origin, errors.CallFiltered)
})

describe('weights', () => {
  test('orders weigh by their number', () => {
    const none = { orders: [] as const, should_fail: false }
    // 17 reads and 10 writes for none.
    expect(executeOrders.info(none, config).weight).toEqual({
      ref_time: 61_768_457n + 17n * 25_000_000n + 10n * 100_000_000n,
      proof_size: 6148n,
    })
    expect(executeBatchedOrders.info({ netuid: 0, ...none }, config).weight.proof_size).toBe(8727n)
  })
})

test('an order has the layout of the reference', () => {
  const order = {
    type: 'V1',
    value: {
      signer: account(1),
      hotkey: account(2),
      netuid: 3,
      order_type: 'StopLoss',
      amount: 4n,
      limit_price: 5n,
      expiry: 6n,
      fee_rate: 7,
      fee_recipient: account(8),
      relayer: [account(9)],
      max_slippage: undefined,
      chain_id: 42n,
      partial_fills_enabled: true,
    },
  } as unknown as Parameters<typeof VersionedOrder.encodeTo>[0]
  const u64 = (value: string): string => value.padEnd(16, '0')
  const hex = [
    '00',
    '01'.repeat(32),
    '02'.repeat(32),
    '0300',
    '02',
    u64('04') + u64('05') + u64('06'),
    '07000000',
    '08'.repeat(32),
    `0104${'09'.repeat(32)}`,
    '00',
    u64('2a'),
    '01',
  ].join('')
  expect(bytesToHex(encode(VersionedOrder, order))).toBe(`0x${hex}`)
})

test('calls are found by the indices of the wire', () => {
  // Crowdloan 27, set_max_contribution 9: number 1 compact, no limit.
  const { call } = decode(RuntimeCall, Uint8Array.of(27, 9, 4, 0))
  expect(`${call.pallet.name}.${call.name}`).toBe('Crowdloan.set_max_contribution')
})

test('genesis: limit orders are on and own their hotkey; the chain has the number 42', () => {
  const { changes } = createRuntime({ host, config, genesis: localnet() }).genesis()
  const view = new MapState([]).after(changes)
  const ctx = createContext({ host, config, rules: definition.rules }, view)
  const letters = (name: string): string =>
    Buffer.from(`modl${name}`).toString('hex').padEnd(64, '0')
  expect(bytesToHex(ORDERS_ACCOUNT)).toBe(`0x${letters('bt/limit')}`)
  expect(bytesToHex(ORDERS_HOTKEY)).toBe(`0x${letters('bt/lmhky')}`)
  expect(LimitOrdersEnabled.get(ctx)).toBe(true)
  expect(Owner.get(ctx, ORDERS_HOTKEY)).toEqual(ORDERS_ACCOUNT)
  expect(OwnedHotkeys.get(ctx, ORDERS_ACCOUNT)).toEqual([ORDERS_HOTKEY])
  expect(StakingHotkeys.get(ctx, ORDERS_ACCOUNT)).toEqual([ORDERS_HOTKEY])
  expect(ChainId.get(ctx)).toBe(42n)
})
