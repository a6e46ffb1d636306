import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ExitCode } from '../../src/exit-code.ts'
import { runCli } from '../fake.ts'
import type { World } from '../fake.ts'

/** Of the well-known phrase of the dev keys, as every Substrate tool has it. */
const DEV_PHRASE = 'bottom drive obey lake curtain smoke basket hold race lonely fit walk'
const DEV_ADDRESS = '5DfhGyQdFobKM8NsWvEeAKk5EQQgYe9AydgJ7rMB6E1EqRzV'
const ALICE = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'
const PASSWORD = 'correct Horse 7 battery staple'

let path = ''
beforeAll(async () => {
  path = await mkdtemp(join(tmpdir(), 'plexus-wallets-'))
})
afterAll(() => rm(path, { recursive: true, force: true }))

const run = (argv: readonly string[], world: World = {}) =>
  runCli(['wallet', ...argv, '--wallet-path', path], world)

/** The official format derives its key slowly, on purpose. */
const SLOW_MS = 120_000

describe('wallet create', () => {
  test(
    'writes an encrypted coldkey and a hotkey, and shows the words on stderr only',
    async () => {
      const made = await run(['create', '--wallet', 'one'], { typed: [PASSWORD, PASSWORD] })
      expect(made).toMatchObject({ exit: 0 })
      expect(made.stdout).toMatch(/^coldkey {2}5\w{47}\nhotkey {3}5\w{47}\n$/)
      const [, coldWords = ''] = /coldkey {2}([a-z ]+)\n/.exec(made.stderr) ?? []
      expect(coldWords.split(' ')).toHaveLength(12)
      const file = await readFile(join(path, 'one', 'coldkey'), 'latin1')
      expect(file.startsWith('$NACL')).toBe(true)
      expect((await stat(join(path, 'one', 'coldkey'))).mode & 0o777).toBe(0o600)
    },
    SLOW_MS,
  )

  test('leaves what exists as it is', async () => {
    const before = await readFile(join(path, 'one', 'coldkey'), 'latin1')
    const again = await run(['create', '--wallet', 'one'], { typed: [PASSWORD, PASSWORD] })
    expect(again).toMatchObject({ exit: ExitCode.Refused, stdout: '' })
    expect(again.stderr).toMatch(/^error\[KeyExists\]: [^\n]+\.\n$/)
    expect(await readFile(join(path, 'one', 'coldkey'), 'latin1')).toBe(before)
  })

  test('a further hotkey keeps the coldkey, and asks for no password', async () => {
    const before = await readFile(join(path, 'one', 'coldkey'), 'latin1')
    expect(await run(['create', '--wallet', 'one', '--hotkey', 'two'])).toMatchObject({ exit: 0 })
    expect(await readFile(join(path, 'one', 'coldkey'), 'latin1')).toBe(before)
  })

  test.each([
    ['two passwords that differ', 'PasswordsDiffer', { typed: [PASSWORD, `${PASSWORD}x`] }],
    ['a weak password', 'WeakPassword', { typed: ['abc', 'abc'] }],
    ['neither terminal nor variable', 'NoPassword', {}],
  ])('%s: nothing is written', async (_, code, world) => {
    const { exit, stderr } = await run(['create', '--wallet', 'never'], world)
    expect(exit).toBe(ExitCode.Refused)
    expect(stderr).toMatch(new RegExp(`^error\\[${code}\\]: [^\\n]+\\.\\n$`))
    const left = await stat(join(path, 'never', 'hotkeys', 'default')).catch(() => undefined)
    expect(left).toBeUndefined()
  })
})

describe('wallet regen', () => {
  const plain = ['--format', 'plaintext']

  test.each([
    ['words', DEV_PHRASE, DEV_ADDRESS],
    ['words over several lines', DEV_PHRASE.replaceAll(' ', '\n '), DEV_ADDRESS],
    ['a secret URI', '//Alice', ALICE],
  ])('%s from stdin', async (name, stdin, address) => {
    const wallet = ['--wallet', name.replaceAll(' ', '-')]
    const { exit, stdout, stderr } = await run(['regen', ...wallet, ...plain], { stdin })
    expect({ exit, stdout, stderr }).toEqual({
      exit: 0,
      stdout: `coldkey  ${address}\n`,
      stderr: '',
    })
  })

  test(
    'words that are typed, and a password twice',
    async () => {
      const world = { typed: [DEV_PHRASE, PASSWORD, PASSWORD] }
      const { stdout } = await run(
        ['regen', '--wallet', 'typed', '--format', 'plexus1', '--json'],
        world,
      )
      expect(JSON.parse(stdout)).toMatchObject({ key: 'coldkey', address: DEV_ADDRESS })
    },
    SLOW_MS,
  )

  test.each([
    ['nothing', undefined, 'NoSecret'],
    ['a word that is none', DEV_PHRASE.replace('walk', 'wlak'), 'KeySource'],
  ])('%s: refused without showing it', async (_, stdin, code) => {
    const world = stdin === undefined ? {} : { stdin }
    const { exit, stderr } = await run(['regen', '--wallet', 'bad', ...plain], world)
    expect(exit).toBe(ExitCode.Refused)
    expect(stderr).toMatch(new RegExp(`^error\\[${code}\\]: [^\\n]+\\.\\n$`))
    expect(stderr).not.toContain('wlak')
  })
})

describe('wallet sign and verify', () => {
  test('what is signed is genuine, and nothing else', async () => {
    const signed = await run(['sign', 'hello', '--wallet', 'one'])
    const signature = signed.stdout.trim()
    const check = (text: string, more: readonly string[] = []) =>
      run(['verify', text, signature, '--wallet', 'one', ...more])
    expect(await check('hello')).toMatchObject({ exit: 0 })
    expect(await check('Hello')).toMatchObject({ exit: ExitCode.Different })
    expect(await check('hello', ['--by', ALICE])).toMatchObject({ exit: ExitCode.Different })
  })

  test(
    'a wrong password: one sentence that does not show it',
    async () => {
      const signed = await run(['sign', 'x', '--wallet', 'one', '--with', 'coldkey'], {
        typed: ['not the password'],
      })
      expect(signed).toMatchObject({ exit: ExitCode.Refused, stdout: '' })
      expect(signed.stderr).toMatch(/^error\[WrongPassword\]: [^\n]+\.\n$/)
      expect(signed.stderr).not.toContain('not the password')
    },
    SLOW_MS,
  )
})

test('wallet list: addresses and formats in 80 columns', async () => {
  const { stdout } = await run(['list'])
  expect(stdout).toContain(DEV_ADDRESS)
  expect(stdout).toMatch(/one +coldkey +5\w{47} +nacl/)
  expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([])
})
