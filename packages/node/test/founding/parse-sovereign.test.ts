import { bytesToHex, encodeSs58 } from '@plexus/primitives'
import { expect, test } from 'vitest'
import { SovereignFormatError } from '../../src/founding/errors.ts'
import { parseSovereign } from '../../src/founding/parse-sovereign.ts'
import { sovereignJson } from '../../src/founding/sovereign-json.ts'
import { accountOf, whole } from './founders.ts'

const hex = (byte: number, length = 32): string => bytesToHex(new Uint8Array(length).fill(byte))

/** A description as a person writes it: one validator, accounts in both forms. */
const plain = () => ({
  validators: [
    { coldkey: encodeSs58(accountOf(1)), hotkey: hex(2), key: hex(3), stake: '1000000000000' },
  ],
})

test('reads accounts in both forms, keys and rao', () => {
  const { validators, ...rest } = parseSovereign(plain())
  expect(rest).toEqual({})
  expect(validators.map((each) => ({ ...each, stake: String(each.stake) }))).toEqual([
    {
      coldkey: accountOf(1),
      hotkey: accountOf(2),
      key: new Uint8Array(32).fill(3),
      stake: '1000000000000',
    },
  ])
})

test('what is written is read back, through text', () => {
  expect(parseSovereign(JSON.parse(JSON.stringify(sovereignJson(whole))))).toEqual(whole)
  const { validators } = whole
  expect(parseSovereign(JSON.parse(JSON.stringify(sovereignJson({ validators }))))).toEqual({
    validators,
  })
})

const validator = (change: object) => ({ validators: [{ ...plain().validators[0], ...change }] })
const withBalances = (...balances: unknown[]) => ({ ...plain(), balances })
const withParams = (params: unknown) => ({ ...plain(), params })

test.each([
  ['a list', [], 'description of the sovereign network is a list and must be an object'],
  ['nothing', null, 'description of the sovereign network is null'],
  ['no validators', {}, 'field validators is missing'],
  ['an empty list of them', { validators: [] }, 'validators has 0 entries; 1 to 128 can be'],
  ['129 of them', { validators: Array(129).fill(plain().validators[0]) }, 'has 129 entries'],
  ['a foreign field', { ...plain(), sudo: hex(1) }, 'field sudo is not known'],
  ['a name of the prototype', { ...plain(), toString: 1 }, 'field toString is not known'],
  ['a foreign field of a validator', validator({ power: 1 }), 'validators[0].power is not known'],
  ['a missing field of one', { validators: [{}] }, 'validators[0].coldkey is missing'],
  ['a number for an account', validator({ coldkey: 7 }), 'validators[0].coldkey is 7'],
  [
    'a typing error',
    validator({ coldkey: `${encodeSs58(accountOf(1)).slice(0, -1)}1` }),
    'is no address',
  ],
  ['a short account', validator({ hotkey: hex(1, 31) }), '64 hexadecimal digits'],
  ['a key without 0x', validator({ key: hex(3).slice(2) }), 'validators[0].key is "0303'],
  [
    'a key of other digits',
    validator({ key: `0x${'zz'.repeat(32)}` }),
    'validators[0].key is "0xzz',
  ],
  ['stake as a number', validator({ stake: 1e12 }), 'stake is 1000000000000 and must be rao'],
  ['stake with a point', validator({ stake: '1.5' }), 'stake is "1.5"'],
  ['stake below 0', validator({ stake: '-1' }), 'stake is "-1"'],
  ['stake with zeros before it', validator({ stake: '01' }), 'stake is "01"'],
  [
    '2^64 of stake',
    validator({ stake: '18446744073709551616' }),
    'stake is "18446744073709551616"',
  ],
  ['half a balance', withBalances([hex(9)]), 'balances[0] has 1 entries; 2 to 2 can be'],
  [
    'an account twice',
    withBalances([hex(9), '1'], [encodeSs58(accountOf(9)), '1']),
    'balances[1][0] is an account for the second time',
  ],
  ['a balance that is none', withBalances([hex(9), null]), 'balances[0][1] is null'],
  ['a foreign parameter', withParams({ speed: 1 }), 'params.speed is not known'],
  [
    'a parameter out of its type',
    withParams({ slash_permille: 65_536 }),
    'a whole number up to 65535',
  ],
  [
    'a parameter with a point',
    withParams({ rotation_blocks: 1.5 }),
    'params.rotation_blocks is 1.5',
  ],
  ['a parameter as a text', withParams({ jail_blocks: '5' }), 'params.jail_blocks is "5"'],
  [
    'an unknown mode',
    withParams({ mode: 'Luck' }),
    'params.mode is "Luck" and must be Stake or Governed',
  ],
  ['a short beacon key', { ...plain(), beaconKey: hex(1, 95) }, 'beaconKey is "0x01'],
  ['subnets that are none', { ...plain(), subnets: {} }, 'subnets is an object, not a list'],
])('%s is refused, and the sentence names it', (name, value, words) => {
  let failure: unknown
  try {
    parseSovereign(value)
  } catch (error) {
    failure = error
  }
  expect(failure, name).toBeInstanceOf(SovereignFormatError)
  const { message } = failure as SovereignFormatError
  expect(message, name).toContain(words)
  expect(message, name).toMatch(/^The [^\n]{10,250}: correct the genesis file\.$/)
})
