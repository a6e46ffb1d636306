import { bytesToHex } from '@plexus/primitives'
import { describe, expect, it } from 'vitest'
import { keyfileFormat } from '../../../src/wallet/keyfile/format.ts'
import { openKeyfile } from '../../../src/wallet/keyfile/open-keyfile.ts'
import { failure, fixture, keys, PASSWORD, SLOW } from '../fixtures.ts'

const FILES = [
  ['phrase.keyfile', 'plaintext', 'phrase'],
  ['seeded.keyfile', 'plaintext', 'seeded'],
  ['derived.keyfile', 'plaintext', 'derived'],
  ['coldkey.nacl', 'nacl', 'phrase'],
  ['coldkey.ansible', 'ansible-vault', 'phrase'],
  ['coldkey.fernet', 'fernet', 'phrase'],
] as const

describe('openKeyfile', () => {
  it.each(FILES)('reads %s of the tools that wrote it', SLOW, async (file, format, key) => {
    expect(keyfileFormat(fixture(file))).toBe(format)
    const secret = await openKeyfile(fixture(file), PASSWORD)
    expect(bytesToHex(secret.publicKey)).toBe(keys[key].publicKey)
    expect(bytesToHex(secret.pair.subarray(64))).toBe(keys[key].publicKey)
  })

  it.each(FILES.filter(([, format]) => format !== 'plaintext').map(([file]) => file))(
    'asks for the password of %s',
    async (file) => {
      expect(await failure(openKeyfile(fixture(file)))).toMatchObject({ code: 'PasswordRequired' })
    },
  )

  it('tells a wrong password, in words that hold nothing of it', async () => {
    const error = await failure(openKeyfile(fixture('coldkey.ansible'), 'swordfish and more'))
    expect(error).toMatchObject({ name: 'WrongPasswordError', code: 'WrongPassword' })
    expect(error.message).not.toContain('swordfish')
    expect(error.cause).toBeUndefined()
  })

  it('takes an empty password for a wrong one', async () => {
    const error = await failure(openKeyfile(fixture('coldkey.nacl'), ''))
    expect(error).toMatchObject({ code: 'WrongPassword' })
  })

  it.each(['coldkey.nacl', 'coldkey.ansible', 'coldkey.fernet'])(
    'refuses %s cut short before it derives anything',
    async (file) => {
      const whole = fixture(file)
      const short = whole.subarray(0, file === 'coldkey.nacl' ? 40 : 61)
      const error = await failure(openKeyfile(short, PASSWORD))
      expect(error).toMatchObject({ code: 'KeyfileFormat' })
    },
  )

  it('notices a changed byte in an Ansible Vault', async () => {
    const changed = fixture('coldkey.ansible')
    const at = changed.length - 9
    changed[at] = changed[at] === 0x33 ? 0x34 : 0x33
    const { name } = await failure(openKeyfile(changed, PASSWORD))
    expect(['WrongPasswordError', 'KeyfileFormatError']).toContain(name)
  })

  it('leaves a password given as bytes as it was', async () => {
    const password = new TextEncoder().encode(PASSWORD)
    await openKeyfile(fixture('coldkey.ansible'), password)
    expect(new TextDecoder().decode(password)).toBe(PASSWORD)
  })
})
