import { netUid } from '@plexus/primitives'
import type { NetUid } from '@plexus/primitives'
import { describe, expect, test } from 'vitest'
import type { RuntimeCall } from '../../../../src/frame/call.ts'
import type { Context } from '../../../../src/frame/context.ts'
import { NONE, ROOT } from '../../../../src/frame/origin.ts'
import { errors } from '../../../../src/pallets/subtensor/errors.ts'
import { SubnetOwner, TokenSymbol } from '../../../../src/pallets/subtensor/storage/networks.ts'
import { updateSymbol } from '../../../../src/pallets/subtensor/subnets/calls/update-symbol.ts'
import { DEFAULT_NAMES } from '../../../../src/pallets/subtensor/subnets/name-table.ts'
import { setSubnetIdentity } from '../../../../src/pallets/subtensor/subnets/identity.ts'
import {
  freeSymbol,
  isSubnetSymbol,
  subnetName,
  symbolOf,
} from '../../../../src/pallets/subtensor/subnets/symbols.ts'
import { fails, succeeds } from '../../../helpers/expect-call.ts'
import { asOwner, asRival, economy, FIRST, OWNER } from '../economy-kit.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
const NO_TEXT = new Uint8Array()

/** As an explorer shows them: first and last of each alphabet. */
const SYMBOLS: readonly (readonly [number, string])[] = [
  [0, 'Τ'],
  [1, 'α'],
  [2, 'β'],
  [17, 'ρ'],
  [18, 'σ'],
  [19, 't'],
  [24, 'ω'],
  [25, 'א'],
  [51, 'ת'],
  [52, 'ا'],
  [134, 'Ⰰ'],
  [438, 'ධ'],
]

function owned(): Context {
  const ctx = economy()
  SubnetOwner.set(ctx, FIRST, OWNER)
  return ctx
}

const callWith = (symbol: Uint8Array, netuid: NetUid = FIRST): RuntimeCall =>
  updateSymbol.with({ netuid, symbol })

describe('the table of symbols', () => {
  test.each(SYMBOLS)('has at %d %s', (netuid, symbol) => {
    expect(text(symbolOf(netuid))).toBe(symbol)
  })

  test('has 439 different ones, a name for each, and the first for what it does not have', () => {
    const all = Array.from({ length: 439 }, (_, at) => text(symbolOf(at)))
    expect(new Set(all).size).toBe(439)
    expect(symbolOf(439)).toEqual(symbolOf(0))
    expect(DEFAULT_NAMES.length).toBe(439)
  })
})

describe('a new subnet', () => {
  test('gets its own symbol, else the first that is free', () => {
    const ctx = economy()
    expect(text(freeSymbol(ctx, netUid(2)))).toBe('β')
    TokenSymbol.set(ctx, FIRST, utf8('β'))
    expect(text(freeSymbol(ctx, netUid(2)))).toBe('α')
  })

  test('gets that of the root network where none is free', () => {
    const ctx = economy()
    for (let at = 1; at < 439; at += 1) TokenSymbol.set(ctx, netUid(at), symbolOf(at))
    expect(text(freeSymbol(ctx, netUid(500)))).toBe('Τ')
  })
})

describe('a name', () => {
  test('is that of the netuid until the owner gives another', () => {
    const ctx = economy()
    expect(text(subnetName(ctx, netUid(0)))).toBe('root')
    expect(text(subnetName(ctx, FIRST))).toBe('apex')
    expect(text(subnetName(ctx, netUid(61)))).toBe('red team')
    expect(text(subnetName(ctx, netUid(438)))).toBe('ra')
    expect(text(subnetName(ctx, netUid(439)))).toBe('unknown')
    const identity = {
      subnet_name: NO_TEXT,
      github_repo: NO_TEXT,
      subnet_contact: NO_TEXT,
      subnet_url: NO_TEXT,
      discord: NO_TEXT,
      description: NO_TEXT,
      logo_url: NO_TEXT,
      additional: NO_TEXT,
    }
    setSubnetIdentity(ctx, FIRST, identity)
    expect(text(subnetName(ctx, FIRST))).toBe('apex')
    setSubnetIdentity(ctx, FIRST, { ...identity, subnet_name: utf8('mine') })
    expect(text(subnetName(ctx, FIRST))).toBe('mine')
  })
})

describe('update_symbol', () => {
  test.each([
    ['nobody', NONE],
    ['another', asRival],
  ] as const)('is not for %s', (_, origin) => {
    fails(owned(), callWith(utf8('β')), origin, { type: 'BadOrigin' })
  })

  test.each([
    ['a letter that is in no alphabet of the table', 'x'],
    ['the symbol of the root network', 'Τ'],
    ['nothing', ''],
    ['two of the table', 'αβ'],
  ])('refuses %s', (_, symbol) => {
    expect(isSubnetSymbol(utf8(symbol))).toBe(false)
    fails(owned(), callWith(utf8(symbol)), asOwner, errors.SymbolDoesNotExist)
  })

  test('refuses a symbol in use, its own too', () => {
    const ctx = owned()
    fails(ctx, callWith(utf8('α')), asOwner, errors.SymbolAlreadyInUse)
    TokenSymbol.set(ctx, netUid(5), utf8('ω'))
    fails(ctx, callWith(utf8('ω')), asOwner, errors.SymbolAlreadyInUse)
  })

  test.each([
    ['the owner', asOwner],
    ['Root', ROOT],
  ] as const)('takes one that is free from %s', (_, origin) => {
    const ctx = owned()
    const symbol = utf8('ω')
    expect(succeeds(ctx, callWith(symbol), origin)).toEqual([
      ['SubtensorModule.SymbolUpdated', { netuid: FIRST, symbol }],
    ])
    expect(TokenSymbol.get(ctx, FIRST)).toEqual(symbol)
  })
})
