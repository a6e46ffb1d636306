import { addressOf, decode, encode, u8, unit } from '@plexus/primitives'
import { describe, expect, test } from 'vitest'
import { call } from '../../src/frame/call.ts'
import type { RuntimeCall } from '../../src/frame/call.ts'
import { ZERO_WEIGHT } from '../../src/frame/weight.ts'
import {
  burn,
  transferAll,
  transferAllowDeath,
  transferKeepAlive,
} from '../../src/pallets/balances/index.ts'
import {
  isAllowed,
  isSuperset,
  PROXY_FILTERS,
  PROXY_TYPE_INDEX,
  ProxyType,
} from '../../src/pallets/proxy/index.ts'
import { sudoCall, sudoUncheckedWeight } from '../../src/pallets/sudo/calls/sudo.ts'
import { setCode, setCodeWithoutChecks } from '../../src/pallets/system/calls/code.ts'
import { remark } from '../../src/pallets/system/calls/remark.ts'
import { account } from '../helpers/test-context.ts'
import { referencePallets } from '../metadata/reference.ts'

const TYPES = Object.keys(PROXY_TYPE_INDEX) as ProxyType[]
const dest = addressOf(account(9))
const HALF_TAO = 500_000_000n
const code = new Uint8Array()

/** A call of a pallet by its names alone, for those that are not part of this chain yet. */
function named(name: string, args: Readonly<Record<string, unknown>> = {}): RuntimeCall {
  const [pallet = '', method = ''] = name.split('.')
  const id = { name: pallet, index: 0, path: [] }
  const declared = call(
    id,
    { nothing: unit },
    { index: 0, name: method, weight: ZERO_WEIGHT, run() {} },
  )
  return { call: declared, args }
}

const CALLS = {
  transfer: transferAllowDeath.with({ dest, value: HALF_TAO }),
  smallTransfer: transferAllowDeath.with({ dest, value: HALF_TAO - 1n }),
  smallKeepAlive: transferKeepAlive.with({ dest, value: HALF_TAO - 1n }),
  keepAlive: transferKeepAlive.with({ dest, value: HALF_TAO }),
  transferAll: transferAll.with({ dest, keep_alive: true }),
  burn: burn.with({ value: 1n, keep_alive: true }),
  remark: remark.with({ remark: code }),
  sudo: sudoCall.with({ call: remark.with({ remark: code }) }),
  uncheckedSetCode: sudoUncheckedWeight.with({ call: setCode.with({ code }), weight: ZERO_WEIGHT }),
  uncheckedOther: sudoUncheckedWeight.with({
    call: setCodeWithoutChecks.with({ code }),
    weight: ZERO_WEIGHT,
  }),
  addStake: named('SubtensorModule.add_stake'),
  moveStake: named('SubtensorModule.move_stake'),
  transferStake: named('SubtensorModule.transfer_stake', { alpha_amount: HALF_TAO }),
  smallTransferStake: named('SubtensorModule.transfer_stake', { alpha_amount: HALF_TAO - 1n }),
  burnedRegister: named('SubtensorModule.burned_register'),
  rootRegister: named('SubtensorModule.root_register'),
  swapHotkey: named('SubtensorModule.swap_hotkey'),
  announceColdkeySwap: named('SubtensorModule.announce_coldkey_swap'),
  setChildren: named('SubtensorModule.set_children'),
  startCall: named('SubtensorModule.start_call'),
  claimRoot: named('SubtensorModule.claim_root'),
  updateSymbol: named('SubtensorModule.update_symbol'),
  adminKappa: named('AdminUtils.sudo_set_kappa'),
  adminOwnerHotkey: named('AdminUtils.sudo_set_sn_owner_hotkey'),
  adminDefaultTake: named('AdminUtils.sudo_set_default_take'),
} as const satisfies Readonly<Record<string, RuntimeCall>>

type Name = keyof typeof CALLS
const NAMES = Object.keys(CALLS) as Name[]
const except = (...names: readonly Name[]): readonly Name[] =>
  NAMES.filter((name) => !names.includes(name))

/** Reference: the table of 20-calls §16.1. */
const ALLOWED: Readonly<Record<ProxyType, readonly Name[]>> = {
  Any: NAMES,
  Owner: ['updateSymbol', 'adminKappa', 'adminDefaultTake'],
  NonCritical: except(
    'sudo',
    'uncheckedSetCode',
    'uncheckedOther',
    'burnedRegister',
    'rootRegister',
    'announceColdkeySwap',
  ),
  NonTransfer: except(
    'transfer',
    'smallTransfer',
    'smallKeepAlive',
    'keepAlive',
    'transferAll',
    'burn',
    'transferStake',
    'smallTransferStake',
    'announceColdkeySwap',
  ),
  Senate: [],
  NonFungible: except(
    'transfer',
    'smallTransfer',
    'smallKeepAlive',
    'keepAlive',
    'transferAll',
    'burn',
    'addStake',
    'moveStake',
    'transferStake',
    'smallTransferStake',
    'burnedRegister',
    'rootRegister',
    'swapHotkey',
    'announceColdkeySwap',
  ),
  Triumvirate: [],
  Governance: [],
  Staking: ['addStake', 'moveStake'],
  Registration: ['burnedRegister'],
  Transfer: [
    'transfer',
    'smallTransfer',
    'smallKeepAlive',
    'keepAlive',
    'transferAll',
    'transferStake',
    'smallTransferStake',
  ],
  SmallTransfer: ['smallTransfer', 'smallKeepAlive', 'smallTransferStake'],
  RootWeights: [],
  ChildKeys: ['setChildren'],
  SudoUncheckedSetCode: ['uncheckedSetCode'],
  SwapHotkey: ['swapHotkey'],
  SubnetLeaseBeneficiary: ['startCall', 'adminKappa'],
  RootClaim: ['claimRoot'],
}

describe('a proxy of type', () => {
  test.each(TYPES)('%s may make exactly these calls', (type) => {
    const allowed = NAMES.filter((name) => isAllowed(type, CALLS[name]))
    expect(allowed).toEqual(NAMES.filter((name) => ALLOWED[type].includes(name)))
  })

  test.each(TYPES)('%s has one entry in the table', (type) => {
    expect(PROXY_FILTERS.filter((filter) => filter.type === type)).toHaveLength(1)
  })
})

describe('the lists', () => {
  const lengthOf = (type: ProxyType): number =>
    PROXY_FILTERS.find((filter) => filter.type === type)?.calls?.length ?? 0

  // Counted in the table of 20-calls §16.1 and the runtime it was read from.
  test.each([
    ['NonTransfer', 8],
    ['NonFungible', 22],
    ['NonCritical', 8],
    ['Staking', 11],
    ['SubnetLeaseBeneficiary', 23],
  ] as const)('%s has %i entries', (type, length) => {
    expect(lengthOf(type)).toBe(length)
  })

  test('name calls and pallets of the reference', () => {
    const known = new Set(
      referencePallets().flatMap(({ name, lines }) => [
        name,
        ...lines.flatMap((line) => {
          const call = /^call \d+ (\w+)/.exec(line)?.[1]
          return call === undefined ? [] : [`${name}.${call}`]
        }),
      ]),
    )
    const names = PROXY_FILTERS.flatMap(({ calls = [], exceptions = [] }) => [
      ...calls.map((entry) => (typeof entry === 'string' ? entry : entry.call)),
      ...exceptions,
    ])
    expect(names.filter((name) => !known.has(name))).toEqual([])
  })

  test('types of bodies that are gone are marked', () => {
    const gone = PROXY_FILTERS.filter(({ deprecated }) => deprecated).map(({ type }) => type)
    expect(gone.toSorted()).toEqual(['Governance', 'RootWeights', 'Senate', 'Triumvirate'])
  })
})

test('supersets', () => {
  const pairs = TYPES.flatMap((a) => TYPES.filter((b) => isSuperset(a, b)).map((b) => [a, b]))
  const expected = TYPES.flatMap((a) =>
    TYPES.filter((b) => {
      if (a === b || a === 'Any') return true
      if (a === 'NonTransfer') return !['Any', 'Transfer', 'SmallTransfer'].includes(b)
      return a === 'Transfer' && b === 'SmallTransfer'
    }).map((b) => [a, b]),
  )
  expect(pairs).toEqual(expected)
  // 18 equal pairs, 17 of Any, 14 of NonTransfer, one of Transfer.
  expect(pairs).toHaveLength(50)
})

test('types have the indices of the wire, and no others', () => {
  for (const [index, type] of TYPES.entries()) {
    expect(encode(ProxyType, type), type).toEqual(encode(u8, index))
  }
  expect(TYPES).toHaveLength(18)
  expect(() => decode(ProxyType, Uint8Array.of(18))).toThrow('18')
})
