import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { holdData, prepareHome, readHome, signedHeight } from '@plexus/node'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { writeNodeConfig } from '../../src/network/node-config.ts'
import { runCli } from '../fake.ts'

let root: string
let node: string
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'backup-'))
  node = join(root, 'node0')
  mkdirSync(node)
  prepareHome(join(node, 'cometbft'))
  put('chain/plexus.mdb', 'state')
  put('chain/plexus.mdb-lock', 'a note of LMDB')
  put('cometbft/data/blockstore.db/000001.log', 'blocks')
  put('cometbft/data/blockstore.db/LOCK', '')
  put('cometbft/cometbft.log', 'words')
  put('cometbft/cometbft.pid', '4711')
  put('cometbft/data/priv_validator_state.json', JSON.stringify(SIGNED))
  put('chain/snapshots/1000/chunk-0', 'fetched by others')
  await writeNodeConfig(node, {
    name: 'node0',
    ...{ rpcPort: 31_140, p2pPort: 31_141, cometPort: 31_142, metricsPort: 31_143 },
    ...{ blockTimeMs: 1_000, peers: [], sharedAddress: true },
  })
})
afterEach(() => rmSync(root, { recursive: true }))

const SIGNED = { height: '34', round: 0, step: 2, signature: 'P9v3', signbytes: '7708' }

function put(name: string, text: string): void {
  mkdirSync(dirname(join(node, name)), { recursive: true })
  writeFileSync(join(node, name), text)
}

const backup = (...flags: string[]) =>
  runCli(['network', 'backup', node, '--out', join(root, 'copy'), ...flags])
const restore = (...flags: string[]) =>
  runCli(['network', 'restore', join(root, 'copy'), '--out', join(root, 'new'), ...flags])
const stateOf = (directory: string): unknown =>
  JSON.parse(readFileSync(join(directory, 'cometbft/data/priv_validator_state.json'), 'utf8'))
const home = (directory: string): string => join(root, directory, 'cometbft')

test('a backup has all but notes of running processes, for its owner alone', async () => {
  const run = await backup()
  expect(run).toMatchObject({ exit: 0, stderr: '' })
  expect(run.stdout).toContain('signed up to block 34')
  const files = readdirSync(join(root, 'copy'), { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile(),
  )
  expect(files.map(({ name }) => name).toSorted()).toEqual([
    '000001.log',
    'backup.json',
    'node.json',
    'node_key.json',
    'plexus.mdb',
    'priv_validator_key.json',
    'priv_validator_state.json',
  ])
  for (const { parentPath, name } of files) {
    expect(statSync(join(parentPath, name)).mode & 0o777, name).toBe(0o600)
  }
})

test('a node that has not run since goes on with its own note', async () => {
  await backup()
  expect(await restore('--not-run-since')).toMatchObject({ exit: 0, stderr: '' })
  expect(stateOf(join(root, 'new'))).toEqual(SIGNED)
  expect(readHome(home('new'))).toEqual(readHome(home('node0')))
  expect(existsSync(join(home('new'), 'restored'))).toBe(false)
  expect(readFileSync(join(root, 'new/chain/plexus.mdb'), 'utf8')).toBe('state')
})

test('one that has signs nothing up to the height that the network has reached', async () => {
  await backup()
  const run = await restore('--signed-up-to', '7200')
  expect(run).toMatchObject({ exit: 0, stderr: '' })
  expect(run.stdout).toContain('signs nothing up to block 7200')
  // A vote of the last step of the last round that there can be.
  expect(stateOf(join(root, 'new'))).toEqual({ height: '7200', round: 2_147_483_647, step: 3 })
  expect(signedHeight(home('new'))).toBe(7_200)
  expect(existsSync(join(home('new'), 'restored'))).toBe(true)
})

describe('refused', () => {
  test('a backup of a node that runs', async () => {
    const release = holdData(join(node, 'chain'))
    const run = await backup()
    release()
    expect(run.exit).toBe(3)
    expect(run.stderr).toMatch(/^error\[DataDirectory\]: [^\n]+ is in use by process/)
    expect(existsSync(join(root, 'copy'))).toBe(false)
  })

  test('a backup whose CometBFT lives on without its node', async () => {
    const { createServer } = await import('node:net')
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(31_142, '127.0.0.1', resolve))
    const run = await backup()
    await new Promise((resolve) => server.close(resolve))
    expect(run.stderr).toMatch(/^error\[EADDRINUSE\]/)
  })

  test('a directory that is no node, and one that is in the way', async () => {
    const other = await runCli(['network', 'backup', root, '--out', join(root, 'copy')])
    expect(other.stderr).toMatch(/^error\[NetworkDirectory\]: [^\n]+ is no node/)
    await backup()
    expect((await backup()).stderr).toMatch(/^error\[NetworkDirectory\]: [^\n]+ holds files/)
    const bare = await runCli([
      'network',
      'restore',
      node,
      '--out',
      join(root, 'x'),
      '--not-run-since',
    ])
    expect(bare.stderr).toMatch(/^error\[NetworkDirectory\]: [^\n]+ is no backup/)
  })

  test.each([
    ['nothing said about what was signed', []],
    ['both said', ['--not-run-since', '--signed-up-to', '5']],
    ['a height that is none', ['--signed-up-to', 'five']],
  ])('a restoration with %s', async (name, flags) => {
    await backup()
    const run = await restore(...flags)
    expect(run, name).toMatchObject({ exit: 2, stdout: '' })
    expect(existsSync(join(root, 'new')), name).toBe(false)
  })

  test('a height below what the backup itself has signed', async () => {
    await backup()
    const run = await restore('--signed-up-to', '33')
    expect(run.exit).toBe(3)
    expect(run.stderr).toMatch(/^error\[SignedAgain\]: [^\n]+ up to block 34 [^\n]+\n$/)
    expect(existsSync(join(root, 'new'))).toBe(false)
  })

  const copied = (name: string): string => join(root, 'copy/node', name)
  test.each([
    ['other blocks', 'cometbft/data/blockstore.db/000001.log', 'older', 'has other bytes'],
    [
      'another note of what it signed',
      'cometbft/data/priv_validator_state.json',
      '{"height":"1"}',
      'has other bytes',
    ],
    ['no chain', 'chain/plexus.mdb', undefined, 'is missing'],
  ])('a backup with %s', async (name, file, text, words) => {
    await backup()
    if (text === undefined) rmSync(copied(file))
    else writeFileSync(copied(file), text)
    const run = await restore('--not-run-since')
    expect(run.exit, name).toBe(3)
    expect(run.stderr, name).toMatch(/^error\[BackupDamaged\]/)
    expect(run.stderr, name).toContain(words)
    // The key least of all.
    const left = existsSync(join(root, 'new')) ? readdirSync(join(root, 'new')) : []
    expect(left, name).toEqual([])
  })

  test('a list of files that leads out of the backup', async () => {
    await backup()
    const file = join(root, 'copy/backup.json')
    writeFileSync(file, readFileSync(file, 'utf8').replace('node.json', '../node.json'))
    expect((await restore('--not-run-since')).stderr).toMatch(/^error\[MalformedFile\]/)
  })
})
