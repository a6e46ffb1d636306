import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readNodeConfig, writeNodeConfig } from '../../src/network/node-config.ts'
import { runCli } from '../fake.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'node-'))
})
afterEach(() => rmSync(directory, { recursive: true }))

const id = 'ab'.repeat(20)
const config = {
  name: 'node0',
  rpcPort: 1,
  p2pPort: 2,
  cometPort: 3,
  metricsPort: 4,
  blockTimeMs: 500,
  peers: [`${id}@host:5`, `${id}@[::1]:6`],
  sharedAddress: true,
}

test('what is written is read, by its owner alone', async () => {
  expect(await readNodeConfig(directory)).toBeUndefined()
  await writeNodeConfig(directory, config)
  expect(await readNodeConfig(directory)).toEqual(config)
  expect(statSync(join(directory, 'node.json')).mode & 0o777).toBe(0o600)
  await expect(writeNodeConfig(directory, config)).rejects.toMatchObject({ code: 'EEXIST' })
})

test.each([
  ['no JSON', '{', 'it is no JSON'],
  ['another format', { format: 2 }, 'it is not of format 1'],
  ['a list', '[]', 'it is not of format 1'],
  ['a foreign field', { port: 1 }, 'its field port is not known'],
  ['no port', { rpcPort: 0 }, 'its rpcPort is no whole number'],
  ['a port as a text', { p2pPort: '5' }, 'its p2pPort is no whole number'],
  ['a port too high', { cometPort: 65_536 }, 'its cometPort is no whole number'],
  ['no time', { blockTimeMs: 0.5 }, 'its blockTimeMs is no whole number'],
  ['a peer without a port', { peers: [`${id}@host`] }, 'its peers are no list'],
  ['peers that are none', { peers: 'a' }, 'its peers are no list'],
  ['a name that leads elsewhere', { name: '../x' }, 'its name is none'],
  ['a word for a yes', { sharedAddress: 'yes' }, 'its sharedAddress is not a yes or no'],
])('%s is named', async (name, change, words) => {
  const text =
    typeof change === 'string' ? change : JSON.stringify({ format: 1, ...config, ...change })
  writeFileSync(join(directory, 'node.json'), text)
  const failure: unknown = await readNodeConfig(directory).catch((error: unknown) => error)
  expect(failure, name).toMatchObject({ code: 'MalformedFile' })
  expect(String(failure), name).toContain(words)
})

test('a node reads it, and flags go before', async () => {
  await writeNodeConfig(directory, config)
  const args = ['node', '--engine', 'cometbft', '--path', directory]
  const { options } = await runCli(args)
  expect(options).toMatchObject({
    ports: [1],
    metricsPort: 4,
    blockTimeMs: 500,
    engine: { p2pPort: 2, rpcPort: 3, peers: config.peers, sharedAddress: true },
  })
  const other = ['--rpc-port', '7', '--comet-port', '8', '--block-time', '9', '--peer', `${id}@x:1`]
  const run = await runCli([...args, ...other])
  expect(run.options).toMatchObject({
    ports: [7],
    metricsPort: 4,
    blockTimeMs: 9,
    engine: { p2pPort: 2, rpcPort: 8, peers: [`${id}@x:1`], sharedAddress: true },
  })
})

test('a node that is alone does not', async () => {
  await writeNodeConfig(directory, config)
  const { options } = await runCli(['node', '--path', directory])
  expect(options).toMatchObject({ ports: [9944] })
  expect(options).not.toHaveProperty('metricsPort')
})
