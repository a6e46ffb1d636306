import { createPublicKey, sign, createPrivateKey, verify } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hexToBytes } from '@plexus/primitives'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { foundNetwork, isFounded, prepareHome } from '../../../src/engine/cometbft/home.ts'
import { addressOf, makeCometKey } from '../../../src/engine/cometbft/keys.ts'

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'home-'))
})
afterEach(() => rmSync(home, { recursive: true }))

const read = (file: string): unknown => JSON.parse(readFileSync(join(home, file), 'utf8'))

/** The public key of the first test of RFC 8032; the digest is that of another program. */
const RFC_KEY = '0xd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a'

test('an address is the first 20 bytes of the SHA-256 of the key', () => {
  expect(addressOf(hexToBytes(RFC_KEY))).toBe('21fe31dfa154a261626bf854046fd2271b7bed4b')
})

test('a secret is the seed and the public key that belongs to it', () => {
  const { publicKey, secret } = makeCometKey()
  expect(secret).toHaveLength(64)
  expect(Uint8Array.from(secret.subarray(32))).toEqual(Uint8Array.from(publicKey))
  // PKCS #8 of ed25519: a fixed beginning, and the seed.
  const der = Buffer.concat([
    Buffer.from('302e020100300506032b657004220420', 'hex'),
    secret.subarray(0, 32),
  ])
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const message = Buffer.from('vote')
  const x = Buffer.from(publicKey).toString('base64url')
  const half = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  expect(verify(null, message, half, sign(null, message, key))).toBe(true)
})

test('an empty home gets keys that only its user may read', () => {
  const { validatorKey, nodeId } = prepareHome(home)
  expect(read('config/priv_validator_key.json')).toEqual({
    address: addressOf(validatorKey).toUpperCase(),
    pub_key: {
      type: 'tendermint/PubKeyEd25519',
      value: Buffer.from(validatorKey).toString('base64'),
    },
    priv_key: { type: 'tendermint/PrivKeyEd25519', value: expect.stringMatching(/^.{86}==$/) },
  })
  expect(read('data/priv_validator_state.json')).toEqual({ height: '0', round: 0, step: 0 })
  expect(nodeId).toMatch(/^[0-9a-f]{40}$/)
  for (const file of ['config/priv_validator_key.json', 'config/node_key.json']) {
    expect(statSync(join(home, file)).mode & 0o777, file).toBe(0o600)
  }
})

test('what is there stays as it is', () => {
  const first = prepareHome(home)
  const signed = { height: '7', round: 0, step: 3 }
  writeFileSync(join(home, 'data/priv_validator_state.json'), JSON.stringify(signed))
  expect(prepareHome(home)).toEqual(first)
  expect(read('data/priv_validator_state.json')).toEqual(signed)
})

test('a key that lost the note of what it has signed is not used', () => {
  prepareHome(home)
  rmSync(join(home, 'data/priv_validator_state.json'))
  expect(() => prepareHome(home)).toThrow(expect.objectContaining({ code: 'HomeDamaged' }))
})

test.each([
  ['no JSON', '{"priv_key": {"type":"tendermint/PrivKeyEd25519","value":"secret'],
  ['no object', '7'],
  ['a key of another kind', '{"priv_key":{"type":"tendermint/PrivKeySecp256k1","value":"AAAA"}}'],
  ['a key of another length', '{"priv_key":{"type":"tendermint/PrivKeyEd25519","value":"AAAA"}}'],
  ['no key', '{}'],
])('a key file with %s is named, and nothing of it is said', (_name, text) => {
  prepareHome(home)
  writeFileSync(join(home, 'config/priv_validator_key.json'), text)
  const failure = caught(() => prepareHome(home))
  expect(failure).toMatchObject({ code: 'HomeDamaged' })
  expect(failure.message).toContain('priv_validator_key.json')
  expect(`${failure.message}${String(failure.cause)}`).not.toContain('secret')
})

test.each([
  ['nothing', ''],
  ['half of it', '{"height":"7","ro'],
  ['no height', '{"round":0,"step":3}'],
  ['a height that is none', '{"height":"-7","round":0,"step":3}'],
  ['no round', '{"height":"7","step":3}'],
  ['no step', '{"height":"7","round":0,"step":"3"}'],
])('a note of what was signed last with %s is named', (_name, text) => {
  prepareHome(home)
  writeFileSync(join(home, 'data/priv_validator_state.json'), text)
  expect(() => prepareHome(home)).toThrow(
    expect.objectContaining({
      code: 'HomeDamaged',
      message: expect.stringContaining('priv_validator_state.json'),
    }),
  )
})

test('the genesis file is what CometBFT reads, with numbers as texts', () => {
  const publicKey = hexToBytes(RFC_KEY)
  expect(isFounded(home)).toBe(false)
  const founding = {
    chainId: 'test',
    genesisTimeMs: 1_767_225_600_123,
    validators: [{ publicKey, power: 3, name: 'one' }],
    appState: { preset: 'localnet', timing: 'fast', genesisHash: '0xab' },
  }
  foundNetwork(home, founding)
  expect(read('config/genesis.json')).toEqual({
    genesis_time: '2026-01-01T00:00:00.123Z',
    chain_id: 'test',
    initial_height: '1',
    consensus_params: {
      block: { max_bytes: '-1', max_gas: '-1' },
      evidence: {
        max_age_num_blocks: '100000',
        max_age_duration: '1209600000000000',
        max_bytes: '1048576',
      },
      validator: { pub_key_types: ['ed25519'] },
      version: { app: '1' },
      abci: { vote_extensions_enable_height: '0' },
    },
    validators: [
      {
        address: '21fe31dfa154a261626bf854046fd2271b7bed4b'.toUpperCase(),
        pub_key: {
          type: 'tendermint/PubKeyEd25519',
          value: '11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=',
        },
        power: '3',
        name: 'one',
      },
    ],
    app_hash: '',
    app_state: { preset: 'localnet', timing: 'fast', genesisHash: '0xab' },
  })
  // A second founding changes nothing.
  foundNetwork(home, { ...founding, chainId: 'other' })
  expect(read('config/genesis.json')).toMatchObject({ chain_id: 'test' })
  expect(isFounded(home)).toBe(true)
})

function caught(work: () => unknown): Error {
  try {
    work()
  } catch (error) {
    if (error instanceof Error) return error
  }
  throw new Error('nothing was thrown')
}
