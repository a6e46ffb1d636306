import { createPublicKey, verify } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { accountId } from '@plexus/primitives'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { forbidSigning, prepareHome, signedHeight } from '../../../src/engine/cometbft/home.ts'
import { proveKey } from '../../../src/engine/cometbft/prove-key.ts'
import { createRestoredGuard, markRestored } from '../../../src/engine/cometbft/restored.ts'

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'home-'))
})
afterEach(() => rmSync(home, { recursive: true }))

test('a proof names its purpose, the chain and the hotkey', () => {
  const { validatorKey } = prepareHome(home)
  const genesis = new Uint8Array(32).fill(1)
  const { key, proof } = proveKey(home, genesis, accountId(new Uint8Array(32).fill(2)))
  expect(key).toEqual(validatorKey)
  const x = Buffer.from(validatorKey).toString('base64url')
  const half = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  const message = Buffer.concat([
    Buffer.from('plexus/consensus-key'),
    genesis,
    new Uint8Array(32).fill(2),
  ])
  expect(verify(null, message, half, proof)).toBe(true)
})

test('a fresh key has signed nothing, and a note of more goes before it', () => {
  prepareHome(home)
  expect(signedHeight(home)).toBe(0)
  forbidSigning(home, 77)
  expect(signedHeight(home)).toBe(77)
  const note = readFileSync(join(home, 'data/priv_validator_state.json'), 'utf8')
  // The largest round, and precommit: whatever is asked for at this height comes before it.
  expect(JSON.parse(note)).toEqual({ height: '77', round: 2_147_483_647, step: 3 })
  expect(prepareHome(home)).toBeDefined()
})

test('a home that came out of a backup waits, until it votes with the others', () => {
  expect(createRestoredGuard({ home, votes: () => true }).silentBlocks).toBe(0)
  markRestored(home)
  let votes = false
  const guard = createRestoredGuard({ home, votes: () => votes })
  expect(guard.silentBlocks).toBe(10)
  for (let block = 0; block < 5; block += 1) guard.sawBlock()
  expect(createRestoredGuard({ home, votes: () => true }).silentBlocks).toBe(10)
  votes = true
  guard.sawBlock()
  expect(existsSync(join(home, 'restored'))).toBe(true)
  guard.sawBlock()
  expect(createRestoredGuard({ home, votes: () => true }).silentBlocks).toBe(0)
  expect(existsSync(join(home, 'restored'))).toBe(false)
})
