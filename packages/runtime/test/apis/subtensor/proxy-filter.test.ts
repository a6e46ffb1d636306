import { describe, expect, test } from 'vitest'
import { definition } from '../../../src/definition.ts'
import { PROXY_FILTERS } from '../../../src/pallets/proxy/filters.ts'
import { testContext } from '../../helpers/test-context.ts'
import { ask, hexOf, list, no, none, some, text, u128, u8, yes } from './kit.ts'

const ctx = testContext()
const filter = (type: string) => ask(ctx, 'ProxyFilterRuntimeApi_get_proxy_filter', type)

/** Indices of pallets and calls are those of spec 20-calls. */
const whole = (pallet: string, index: number) => hexOf(text(pallet), u8(index), none, none, none)
const one = (pallet: string, index: number, name: string, at: number, condition = none) =>
  hexOf(text(pallet), u8(index), some(text(name)), some(u8(at)), condition)
const [ALLOW_ALL, DENY_ALL, ALLOW, DENY] = ['00', '01', '02', '03']
const rule = (type: number, name: string, deprecated: string, ...rest: readonly string[]) =>
  hexOf(u8(type), text(name), deprecated, ...rest)

describe('proxy types', () => {
  test('by index, with those of dissolved bodies marked', () => {
    const types = [
      ...['Any', 'Owner', 'NonCritical', 'NonTransfer', 'Senate', 'NonFungible', 'Triumvirate'],
      ...['Governance', 'Staking', 'Registration', 'Transfer', 'SmallTransfer', 'RootWeights'],
      ...['ChildKeys', 'SudoUncheckedSetCode', 'SwapHotkey', 'SubnetLeaseBeneficiary', 'RootClaim'],
    ]
    const gone = ['Senate', 'Triumvirate', 'Governance', 'RootWeights']
    expect(ask(ctx, 'ProxyFilterRuntimeApi_get_proxy_types')).toBe(
      list(...types.map((name, at) => hexOf(text(name), u8(at), gone.includes(name) ? yes : no))),
    )
  })
})

describe('proxy filters', () => {
  test.each([
    ['Any', 0, no, ALLOW_ALL],
    ['Senate', 4, yes, DENY_ALL],
  ] as const)('%s lists no calls', (name, type, deprecated, mode) => {
    const expected = rule(type, name, deprecated, mode ?? '', list(), list())
    expect(filter(some(u8(type)))).toBe(list(expected))
  })

  test('Transfer allows calls by name, in the order of the rule', () => {
    const calls = list(
      one('Balances', 5, 'transfer_keep_alive', 3),
      one('Balances', 5, 'transfer_allow_death', 0),
      one('Balances', 5, 'transfer_all', 4),
      one('SubtensorModule', 7, 'transfer_stake', 86),
    )
    expect(filter(some(u8(10)))).toBe(list(rule(10, 'Transfer', no, ALLOW ?? '', calls, list())))
  })

  test('SmallTransfer states the argument and its limit of half a token', () => {
    const below = (name: string) => some('00', text(name), u128(500_000_000))
    const calls = list(
      one('Balances', 5, 'transfer_keep_alive', 3, below('value')),
      one('Balances', 5, 'transfer_allow_death', 0, below('value')),
      one('SubtensorModule', 7, 'transfer_stake', 86, below('alpha_amount')),
    )
    expect(filter(some(u8(11)))).toBe(
      list(rule(11, 'SmallTransfer', no, ALLOW ?? '', calls, list())),
    )
  })

  test('Owner allows a whole pallet with exceptions', () => {
    const calls = list(
      whole('AdminUtils', 19),
      one('SubtensorModule', 7, 'set_subnet_identity', 78),
      one('SubtensorModule', 7, 'update_symbol', 112),
    )
    const except = list(
      one('AdminUtils', 19, 'sudo_set_sn_owner_hotkey', 67),
      one('AdminUtils', 19, 'sudo_set_subnet_owner_hotkey', 64),
    )
    expect(filter(some(u8(1)))).toBe(list(rule(1, 'Owner', no, ALLOW ?? '', calls, except)))
  })

  test('SudoUncheckedSetCode states the call inside', () => {
    const inside = some('01', text('System'), text('set_code'))
    const calls = list(one('Sudo', 12, 'sudo_unchecked_weight', 1, inside))
    expect(filter(some(u8(14)))).toBe(
      list(rule(14, 'SudoUncheckedSetCode', no, ALLOW ?? '', calls, list())),
    )
  })

  test('all of them come in the order of the rules, not of the types', () => {
    const order = [0, 3, 5, 10, 11, 1, 2, 6, 4, 7, 8, 9, 12, 13, 14, 15, 16, 17]
    const each = order.map((type) => filter(some(u8(type))).slice(2))
    expect(filter(none)).toBe(list(...each))
    expect(each[1]?.startsWith(rule(3, 'NonTransfer', no, DENY ?? ''))).toBe(true)
  })

  test('no filter for a type that does not exist', () => {
    expect(filter(some(u8(18)))).toBe(list())
    expect(filter(some(u8(255)))).toBe(list())
  })

  test('every call that a rule names exists', () => {
    const known = new Set(
      definition.pallets.flatMap(({ id, calls = [] }) => [
        id.name,
        ...calls.map(({ name }) => `${id.name}.${name}`),
      ]),
    )
    const named = PROXY_FILTERS.flatMap(({ calls = [], exceptions = [] }) =>
      [...calls, ...exceptions].map((entry) => (typeof entry === 'string' ? entry : entry.call)),
    )
    expect(named.filter((name) => !known.has(name))).toEqual([])
  })
})
