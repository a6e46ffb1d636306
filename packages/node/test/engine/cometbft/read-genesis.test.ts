import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hexToBytes } from '@plexus/primitives'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { foundNetwork, genesisFileOf } from '../../../src/engine/cometbft/home.ts'
import { checkGenesis, genesisTimeOf } from '../../../src/engine/cometbft/read-genesis.ts'

/** The public key of the first test of RFC 8032. */
const KEY = hexToBytes('0xd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a')
const hashOf = (digit: string): string => `0x${digit.repeat(64)}`
const APP_STATE = { preset: 'localnet', timing: 'fast', genesisHash: hashOf('a') }
const SECP = { type: 'tendermint/PubKeySecp256k1', value: 'A'.repeat(44) }
const SHORT = { type: 'tendermint/PubKeyEd25519', value: 'AAAA' }

let home: string
let file: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'genesis-'))
  file = genesisFileOf(home)
  foundNetwork(home, {
    chainId: 'test',
    genesisTimeMs: 0,
    validators: [{ publicKey: KEY, power: 1, name: 'one' }],
    appState: APP_STATE,
  })
})
afterEach(() => rmSync(home, { recursive: true }))

test('the file of this chain is good', () => {
  expect(() => checkGenesis(file, APP_STATE)).not.toThrow()
})

test.each([
  ['nothing in it', () => '', 'GenesisFile', 'no JSON'],
  ['half of it', (text: string) => text.slice(0, 200), 'GenesisFile', 'no JSON'],
  ['no chain id', without('chain_id'), 'GenesisFile', 'chain_id'],
  ['no validators', without('validators'), 'GenesisFile', 'no validators'],
  ['validators that are no list', withFields({ validators: {} }), 'GenesisFile', 'no validators'],
  ['an empty set', withFields({ validators: [] }), 'GenesisFile', 'no validators'],
  ['a key of another kind', withKey(SECP), 'GenesisFile', 'validator 0 has no ed25519 key'],
  ['a key of another length', withKey(SHORT), 'GenesisFile', 'validator 0 has no ed25519 key'],
  ['no state', without('app_state'), 'GenesisFile', 'app_state'],
  ['another preset', withState({ preset: 'dev' }), 'GenesisMismatch', 'the preset dev'],
  ['another pace', withState({ timing: 'normal' }), 'GenesisMismatch', 'the timing normal'],
  [
    'another block 0',
    withState({ genesisHash: hashOf('b') }),
    'GenesisMismatch',
    `the genesisHash ${hashOf('b')}`,
  ],
] as const)('a file with %s is refused', (_name, spoil, code, words) => {
  writeFileSync(file, spoil(readFileSync(file, 'utf8')))
  expect(() => checkGenesis(file, APP_STATE)).toThrow(
    expect.objectContaining({ code, message: expect.stringContaining(words) }),
  )
})

test('its time is that of block 1, whatever comes after the milliseconds', () => {
  const spoil = withFields({ genesis_time: '2026-01-01T00:00:00.123456789Z' })
  writeFileSync(file, spoil(readFileSync(file, 'utf8')))
  expect(genesisTimeOf(file)).toBe(1_767_225_600_123)
})

test('a time that is none is refused', () => {
  writeFileSync(file, without('genesis_time')(readFileSync(file, 'utf8')))
  expect(() => genesisTimeOf(file)).toThrow(expect.objectContaining({ code: 'GenesisFile' }))
})

function withFields(fields: object): (text: string) => string {
  return (text) => JSON.stringify({ ...(JSON.parse(text) as object), ...fields })
}

function without(field: string): (text: string) => string {
  return withFields({ [field]: undefined })
}

function withKey(key: object): (text: string) => string {
  return withFields({ validators: [{ pub_key: key, power: '1' }] })
}

function withState(fields: object): (text: string) => string {
  return withFields({ app_state: { ...APP_STATE, ...fields } })
}
