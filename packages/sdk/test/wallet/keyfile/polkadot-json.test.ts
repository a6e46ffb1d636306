import { bytesToHex } from '@plexus/primitives'
import { describe, expect, it } from 'vitest'
import { readPolkadotJson } from '../../../src/wallet/keyfile/polkadot-json.ts'
import { failure, fixtureText, keys, PASSWORD, PATIENT } from '../fixtures.ts'

const text = fixtureText('polkadot-sr25519.export')
const document = JSON.parse(text) as { encoded: string; encoding: Record<string, unknown> }

describe('exports of the Polkadot-JS wallet', PATIENT, () => {
  it('gives the key that was exported', async () => {
    const { publicKey, pair } = await readPolkadotJson(text, PASSWORD)
    expect(bytesToHex(publicKey)).toBe(keys.derived.publicKey)
    expect(pair).toHaveLength(96)
  })

  it('tells a wrong passphrase', async () => {
    const error = await failure(readPolkadotJson(text, 'swordfish'))
    expect(error).toMatchObject({ code: 'WrongPassword' })
  })

  const blob = Buffer.from(document.encoded, 'base64')
  const withBlob = (change: (bytes: Buffer) => void): string => {
    const bytes = Buffer.from(blob)
    change(bytes)
    return JSON.stringify({ ...document, encoded: bytes.toString('base64') })
  }
  const withEncoding = (part: object): string =>
    JSON.stringify({ ...document, encoding: { ...document.encoding, ...part } })

  it.each([
    ['nothing', ''],
    ['a number', '1'],
    ['an ed25519 key', fixtureText('polkadot-ed25519.export')],
    ['another version', withEncoding({ version: '2' })],
    ['no encryption', withEncoding({ type: ['none'] })],
    ['a field that is no list', withEncoding({ type: 'scrypt' })],
    ['no blob', JSON.stringify({ ...document, encoded: 1 })],
    ['a short blob', JSON.stringify({ ...document, encoded: 'AAAA' })],
    ['a blob that is not base64', JSON.stringify({ ...document, encoded: '!' })],
    ['N of 2^19', withBlob((bytes) => bytes.writeUInt32LE(524_288, 32))],
    ['N that is no power of two', withBlob((bytes) => bytes.writeUInt32LE(131_071, 32))],
    ['N of zero', withBlob((bytes) => bytes.writeUInt32LE(0, 32))],
    ['a huge p', withBlob((bytes) => bytes.writeUInt32LE(1_000_000, 36))],
    ['a huge r', withBlob((bytes) => bytes.writeUInt32LE(1_000_000, 40))],
    ['64 KiB and more', `${text}${' '.repeat(65_536)}`],
  ])('refuses %s', async (_, json) => {
    const error = await failure(readPolkadotJson(json, PASSWORD))
    expect(error).toMatchObject({ code: 'KeyfileFormat' })
  })
})
