import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lookAtRuntime } from '../../src/commands/doctor/examine.ts'
import { lookAtClock } from '../../src/commands/doctor/look-at-node.ts'
import { lookAtWallets } from '../../src/commands/doctor/look-at-wallets.ts'
import { ExitCode } from '../../src/exit-code.ts'
import { runCli } from '../fake.ts'

let path = ''
beforeAll(async () => {
  path = await mkdtemp(join(tmpdir(), 'plexus-doctor-'))
})
afterAll(() => rm(path, { recursive: true, force: true }))

test('without a node: one line each, and exit 3', async () => {
  const run = await runCli(['doctor', '--endpoint', 'ws://127.0.0.1:1'], { env: { HOME: path } })
  expect(run).toMatchObject({ exit: ExitCode.Refused, stderr: '' })
  const lines = run.stdout.trim().split('\n')
  expect(lines.filter((line) => !/^(ok|not ok) +\S+ +\S/.test(line))).toEqual([])
  expect(run.stdout).toMatch(/^not ok {2}node +[^\n]+plexus up/m)
  expect(run.stdout).toMatch(/^ok +wallets +none/m)
})

test.each([
  ['20.19.0', true],
  ['22.1.0', true],
  ['20.18.9', false],
  ['18.20.0', false],
])('Node.js %s: %s', (version, ok) => {
  expect(lookAtRuntime(version).ok).toBe(ok)
})

describe('clock', () => {
  test.each([
    ['a block ago', -12_000, true],
    ['a node that stands still', -120_000, false],
    ['a clock that is late', 60_000, false],
  ])('%s', (_, skewMs, ok) => {
    expect(lookAtClock(skewMs, 12_000).ok).toBe(ok)
  })
})

test('a keyfile that others may read', async () => {
  const flags = ['--wallet-path', path, '--format', 'plaintext']
  await runCli(['wallet', 'create', ...flags])
  expect(await lookAtWallets(path, path)).toMatchObject({ ok: true })
  const file = join(path, 'default', 'coldkey')
  await chmod(file, 0o644)
  const found = await lookAtWallets(path, path)
  expect(found).toMatchObject({ ok: false })
  expect(found.says).toContain(`chmod 600 ${file}`)
})
