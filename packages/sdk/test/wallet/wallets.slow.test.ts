import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import {
  createKey,
  listWallets,
  openWallet,
  protectKey,
  readPublicKey,
  regenerateKey,
  regeneratePublicKey,
  unlock,
  verifyMessage,
  walletAt,
} from '../../src/node.ts'
import type { KeyHandle, Protection } from '../../src/node.ts'
import { CHEAP, failure, keys, PATIENT, PHRASE, scratch, SEED, SLOW } from './fixtures.ts'

const STRONG = 'orchard lantern seventeen'
const OURS: Protection = { format: 'plexus1', password: STRONG, cost: CHEAP }
const message = new TextEncoder().encode('a request')

function place(handle: KeyHandle, file: string, target: string): void {
  mkdirSync(dirname(handle.keyfile), { recursive: true })
  copyFileSync(new URL(`fixtures/${file}`, import.meta.url), target)
}

describe('wallets', PATIENT, () => {
  it('creates a hotkey in plaintext that signs', async () => {
    const { hotkey } = walletAt({ path: scratch(), name: 'alice' })
    const created = await createKey(hotkey)
    expect(created.mnemonic.split(' ')).toHaveLength(12)
    const stored = JSON.parse(readFileSync(hotkey.keyfile, 'utf8')) as Record<string, string>
    expect(stored).toMatchObject({ secretPhrase: created.mnemonic, ss58Address: created.address })
    const signer = await unlock(hotkey)
    const signed = { publicKey: created.publicKey, message, signature: signer.sign(message) }
    expect(await verifyMessage(signed)).toBe(true)
    expect(await readPublicKey(hotkey)).toMatchObject({ address: signer.address })
  })

  it('does not show the mnemonic of a fresh key unless it is asked for', async () => {
    const { hotkey } = walletAt({ path: scratch() })
    const created = await createKey(hotkey, { words: 24 })
    const [word = ''] = created.mnemonic.split(' ')
    expect(created.mnemonic.split(' ')).toHaveLength(24)
    for (const shown of [inspect(created), JSON.stringify(created), inspect({ ...created })]) {
      expect(shown).toContain(created.address)
      expect(shown).not.toContain(`${word} `)
    }
  })

  it('regenerates a coldkey from its mnemonic, encrypted', async () => {
    const { coldkey } = walletAt({ path: scratch(), name: 'alice' })
    const key = await regenerateKey(coldkey, { kind: 'mnemonic', mnemonic: PHRASE }, OURS)
    expect(key.address).toBe(keys.phrase.address)
    expect(readFileSync(coldkey.keyfile, 'latin1')).not.toContain('secret')
    expect(await readPublicKey(coldkey)).toStrictEqual(key)
    expect(await failure(unlock(coldkey))).toMatchObject({ code: 'PasswordRequired' })
    expect(await failure(unlock(coldkey, 'another'))).toMatchObject({ code: 'WrongPassword' })
    expect((await unlock(coldkey, STRONG)).address).toBe(keys.phrase.address)
  })

  // That it opens, here and there, is tested with the official wallet in tests/conformance/wallet.
  it('encrypts coldkeys in the official form unless told otherwise', SLOW, async () => {
    const { coldkey } = walletAt({ path: scratch() })
    await regenerateKey(coldkey, { kind: 'seed', seed: SEED }, { password: STRONG })
    expect(readFileSync(coldkey.keyfile, 'latin1')).toMatch(/^\$NACL/)
    expect((await readPublicKey(coldkey)).address).toBe(keys.seeded.address)
  })

  it.each<[name: string, protection: Protection, code: string]>([
    ['no password', {}, 'PasswordRequired'],
    ['an empty password', { password: '' }, 'PasswordRequired'],
    ['a format without password', { format: 'plexus1' }, 'PasswordRequired'],
    ['a weak password', { password: 'swordfish' }, 'WeakPassword'],
  ])('writes no coldkey with %s', async (_, protection, code) => {
    const path = scratch()
    const error = await failure(createKey(walletAt({ path }).coldkey, protection))
    expect(error).toMatchObject({ code })
    expect(error.message).not.toContain('swordfish')
    expect(readdirSync(path)).toStrictEqual([])
  })

  it('takes a weak password, or none, where that is said', async () => {
    const { coldkey, hotkey } = walletAt({ path: scratch() })
    await createKey(coldkey, { format: 'plaintext' })
    await createKey(hotkey, { ...OURS, password: 'swordfish', allowWeakPassword: true })
    expect((await unlock(coldkey)).scheme).toBe('Sr25519')
    expect((await unlock(hotkey, 'swordfish')).scheme).toBe('Sr25519')
  })

  it('leaves a key that is there, unless it shall be replaced', async () => {
    const { hotkey } = walletAt({ path: scratch() })
    const first = await createKey(hotkey)
    expect(await failure(createKey(hotkey))).toMatchObject({ code: 'KeyExists' })
    expect((await unlock(hotkey)).address).toBe(first.address)
    const second = await createKey(hotkey, { overwrite: true })
    expect((await unlock(hotkey)).address).toBe(second.address)
    expect((await readPublicKey(hotkey)).address).toBe(second.address)
  })

  it('does not turn a watched key into another', async () => {
    const { coldkey } = walletAt({ path: scratch() })
    await regeneratePublicKey(coldkey, keys.phrase.address)
    expect(await failure(createKey(coldkey, OURS))).toMatchObject({ code: 'KeyExists' })
    const other = await failure(regeneratePublicKey(coldkey, keys.seeded.address))
    expect(other).toMatchObject({ code: 'KeyExists' })
    await regenerateKey(coldkey, { kind: 'mnemonic', mnemonic: PHRASE }, OURS)
    expect((await unlock(coldkey, STRONG)).address).toBe(keys.phrase.address)
  })

  it('unlocks no key whose pubfile names another', async () => {
    const { hotkey } = walletAt({ path: scratch() })
    await createKey(hotkey)
    await regeneratePublicKey(hotkey, keys.phrase.address, { overwrite: true })
    expect(await failure(unlock(hotkey))).toMatchObject({ code: 'KeyfileFormat' })
  })

  it('brings an old keyfile into another form', async () => {
    const { coldkey } = walletAt({ path: scratch() })
    place(coldkey, 'coldkey.ansible', coldkey.keyfile)
    const current = 'tempo 360 und vier Blöcke'
    const wrong = await failure(protectKey(coldkey, { ...OURS, current: 'no' }))
    expect(wrong).toMatchObject({ code: 'WrongPassword' })
    expect(readFileSync(coldkey.keyfile, 'latin1')).toMatch(/^\$ANSIBLE/)
    await protectKey(coldkey, { ...OURS, current })
    expect(readFileSync(coldkey.keyfile, 'latin1')).toMatch(/^\$PLEXUS1/)
    expect((await unlock(coldkey, STRONG)).address).toBe(keys.phrase.address)
    expect((await readPublicKey(coldkey)).address).toBe(keys.phrase.address)
  })

  it('tells a key that is not there', async () => {
    const path = scratch()
    mkdirSync(join(path, 'alice'))
    const { coldkey } = await openWallet({ path, name: 'alice' })
    expect(await failure(unlock(coldkey))).toMatchObject({ code: 'KeyMissing' })
    expect(await failure(readPublicKey(coldkey))).toMatchObject({ code: 'KeyMissing' })
    const watch = await failure(regeneratePublicKey(coldkey, 'swordfish'))
    expect(watch).toMatchObject({ code: 'KeySource' })
  })
})

describe('listWallets', () => {
  it('tells wallets and hotkeys by name, without passwords', async () => {
    const path = scratch()
    const of = (name: string, hotkey?: string) =>
      walletAt(hotkey === undefined ? { path, name } : { path, name, hotkey })
    place(of('b').coldkey, 'coldkey.nacl', of('b').coldkey.keyfile)
    place(of('b').coldkey, 'coldkeypub.txt', of('b').coldkey.pubfile)
    place(of('b', 'two').hotkey, 'seeded.keyfile', of('b', 'two').hotkey.keyfile)
    await regeneratePublicKey(of('b', 'one').hotkey, keys.derived.address)
    place(of('a').coldkey, 'coldkey.fernet', of('a').coldkey.keyfile)
    mkdirSync(join(path, 'empty'))
    mkdirSync(join(path, '.hidden'))
    writeFileSync(join(path, 'file'), '')
    const wallets = await listWallets(path)
    expect(wallets.map(({ name }) => name)).toStrictEqual(['a', 'b'])
    const [a, b] = wallets
    expect(a?.coldkey).toStrictEqual({ handle: of('a').coldkey, format: 'fernet' })
    expect(b?.coldkey).toMatchObject({ format: 'nacl', address: keys.phrase.address })
    expect(b?.hotkeys).toStrictEqual([
      { handle: of('b', 'one').hotkey, address: keys.derived.address },
      { handle: of('b', 'two').hotkey, format: 'plaintext', address: keys.seeded.address },
    ])
  })

  it('tells what is damaged and goes on', async () => {
    const path = scratch()
    const { hotkey } = walletAt({ path, hotkey: 'bad' })
    mkdirSync(dirname(hotkey.keyfile), { recursive: true })
    writeFileSync(hotkey.keyfile, '{"secretPhrase": "sword')
    const [wallet] = await listWallets(path)
    expect(wallet?.hotkeys[0]?.problem).toContain('restore a copy')
    expect(inspect(wallet, { depth: 9 })).not.toContain('sword')
  })

  it('is empty where the folder is missing', async () => {
    expect(await listWallets(join(scratch(), 'none'))).toStrictEqual([])
  })
})
