import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openWallet, resolveWalletsPath, walletAt } from '../../src/node.ts'
import { failure, scratch } from './fixtures.ts'

describe('walletAt', () => {
  it('names the files of the official layout', () => {
    const { path, coldkey, hotkey } = walletAt({ path: '/w', name: 'alice', hotkey: 'miner 1' })
    expect(path).toBe('/w/alice')
    expect(coldkey).toMatchObject({
      kind: 'coldkey',
      keyfile: '/w/alice/coldkey',
      pubfile: '/w/alice/coldkeypub.txt',
    })
    expect(hotkey).toMatchObject({
      kind: 'hotkey',
      name: 'miner 1',
      keyfile: '/w/alice/hotkeys/miner 1',
      pubfile: '/w/alice/hotkeys/miner 1pub.txt',
    })
  })

  it('calls both default unless told otherwise', () => {
    expect(walletAt({ path: '/w' }).hotkey.keyfile).toBe('/w/default/hotkeys/default')
  })

  it.each([
    '',
    '.',
    '..',
    '../x',
    '/x',
    'a/b',
    'a\\b',
    'a\0b',
    'a\nb',
    '.x',
    '~',
    ' x',
    'x '.repeat(70),
  ])('refuses the name %j for wallets and hotkeys', (name) => {
    for (const options of [{ name }, { hotkey: name }]) {
      expect(() => walletAt({ path: '/w', ...options })).toThrow(
        expect.objectContaining({ name: 'InvalidNameError', code: 'InvalidName' }),
      )
    }
  })

  it('refuses a hotkey that looks like the pubfile of another', () => {
    expect(() => walletAt({ path: '/w', hotkey: 'minerpub.txt' })).toThrow('pub.txt')
  })
})

describe('resolveWalletsPath', () => {
  it.each([
    ['~/.bittensor/wallets', '/home/a/.bittensor/wallets'],
    ['~', '/home/a'],
    ['/srv/wallets/', '/srv/wallets'],
    ['~other/wallets', join(process.cwd(), '~other/wallets')],
  ])('%s is %s', (path, expected) => {
    expect(resolveWalletsPath(path, '/home/a')).toBe(expected)
  })
})

describe('openWallet', () => {
  it('gives the handles of a wallet that exists', async () => {
    const path = scratch()
    mkdirSync(join(path, 'alice'))
    expect(await openWallet({ path, name: 'alice' })).toStrictEqual(
      walletAt({ path, name: 'alice' }),
    )
  })

  it('tells a missing wallet, and what to do', async () => {
    const path = scratch()
    const error = await failure(openWallet({ path, name: 'alice' }))
    expect(error).toMatchObject({ code: 'WalletMissing', path })
    expect(error.message).toContain('plexus wallet create')
  })
})
