import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createNode, presetOfGenesis, readGenesis, readHome } from '@plexus/node'
import { bytesToHex } from '@plexus/primitives'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openNetwork } from '../../src/network/directory.ts'
import { runCli } from '../fake.ts'

let root: string
let out: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'network-'))
  out = join(root, 'net')
})
afterEach(() => rmSync(root, { recursive: true }))

const init = (...flags: string[]) =>
  runCli(['network', 'init', '--out', out, '--validators', '2', ...flags])
const genesisOf = (name: string): string => join(out, name, 'cometbft', 'config', 'genesis.json')
const read = (file: string): GenesisDocument => JSON.parse(readFileSync(file, 'utf8'))

/** What is looked at in a genesis file. */
interface GenesisDocument {
  readonly validators: readonly {
    readonly pub_key: { readonly value: string }
    readonly power: string
  }[]
  readonly app_state: {
    readonly genesisHash: string
    readonly sovereign: {
      readonly validators: readonly { readonly hotkey: string; readonly stake: string }[]
      readonly balances: unknown
      readonly subnets: readonly unknown[]
    }
  }
}

/** What `--json` prints. */
interface Told {
  readonly nodes: readonly { readonly hotkey: string }[]
}

/** Names of all files below a directory. */
const filesBelow = (path: string): string[] =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

test('each node gets the same genesis, a key of its own and the others as peers', async () => {
  const run = await init('--first-port', '31100', '--json')
  expect(run).toMatchObject({ exit: 0, stderr: '' })
  const network = await openNetwork(out)
  const homes = network.nodes.map(({ directory }) => readHome(join(directory, 'cometbft')))
  expect(network.nodes.map(({ rpcPort }) => rpcPort)).toEqual([31_100, 31_104])
  expect(network.nodes.map(({ peers }) => peers)).toEqual([
    [`${homes[1]?.nodeId}@127.0.0.1:31105`],
    [`${homes[0]?.nodeId}@127.0.0.1:31101`],
  ])
  expect(readFileSync(genesisOf('node0'), 'utf8')).toBe(readFileSync(genesisOf('node1'), 'utf8'))
  const { validators, app_state: state } = read(genesisOf('node0'))
  const keys = validators.map((each) => each.pub_key.value).toSorted()
  expect(keys).toEqual(
    homes.map(({ validatorKey }) => Buffer.from(validatorKey).toString('base64')).toSorted(),
  )
  expect(validators.map((each) => each.power)).toEqual(['500000000', '500000000'])
  expect(state.sovereign.validators.map((each) => each.stake)).toEqual([
    '10000000000000',
    '10000000000000',
  ])
  const told: Told = JSON.parse(run.stdout)
  expect(told).toMatchObject({ timing: 'fast', blockTimeMs: 1_000, genesisHash: state.genesisHash })
  const hotkeys = state.sovereign.validators.map((each) => each.hotkey)
  expect(told.nodes.map((each) => each.hotkey)).toEqual(hotkeys)
})

test('a node of the chain begins with what the file says', async () => {
  await init()
  const file = genesisOf('node1')
  const preset = presetOfGenesis(file, readGenesis(file))
  const node = await createNode({ preset, timing: 'fast', memory: true, signatureWorkers: 0 })
  expect(bytesToHex(node.chain.genesisHash)).toBe(read(file).app_state.genesisHash)
  await node.stop()
})

test('nobody but the owner may read a key', async () => {
  await init()
  const open = filesBelow(out).filter((file) => (statSync(file).mode & 0o077) !== 0)
  const allowed = /genesis\.json$|pub\.txt$/
  expect(open.filter((file) => !allowed.test(file))).toEqual([])
  expect(statSync(out).mode & 0o077).toBe(0)
})

test('a network of several machines is slow and real, and tells what goes where', async () => {
  const run = await init('--host', 'a.test', '--host', '::1', '--format', 'plaintext')
  expect(run.exit).toBe(0)
  expect(run.stdout).toContain(`copy ${join(out, 'node0')} to a.test, and nothing else`)
  const { nodes } = await openNetwork(out)
  expect(nodes.map(({ p2pPort }) => p2pPort)).toEqual([9945, 9945])
  expect(nodes[0]).toMatchObject({ blockTimeMs: 12_000, sharedAddress: false })
  expect(nodes[0]?.peers[0]).toMatch(/^[0-9a-f]{40}@\[::1\]:9945$/)
  expect(readGenesis(genesisOf('node0')).timing).toBe('normal')
})

test('coldkeys of several machines are encrypted, with passwords that somebody must say', async () => {
  const run = await init('--host', 'a', '--host', 'b')
  expect(run).toMatchObject({ exit: 3, stdout: '' })
  expect(run.stderr).toMatch(/^error\[NoPassword\]/)
  // Nothing stays of a network that was not made.
  expect(readdirSync(out)).toEqual([])
})

test('further balances come out of a file', async () => {
  const file = join(root, 'balances.json')
  const account = `0x${'11'.repeat(32)}`
  writeFileSync(file, JSON.stringify([[account, '7000000000']]))
  expect((await init('--balances', file, '--subnets', '2', '--stake', '2000.5')).exit).toBe(0)
  const { sovereign } = read(genesisOf('node0')).app_state
  expect(sovereign.balances).toEqual([[account, '7000000000']])
  expect(sovereign.subnets).toHaveLength(2)
  expect(sovereign.validators[0]?.stake).toBe('2000500000000')
  expect(existsSync(join(out, 'wallets', 'subnet2', 'coldkey'))).toBe(true)
})

describe('refused, and nothing is left', () => {
  test('a directory with anything in it', async () => {
    await init()
    const before = filesBelow(out)
    const run = await init()
    expect(run.exit).toBe(3)
    expect(run.stderr).toMatch(/^error\[NetworkDirectory\]: [^\n]+ holds files \([^\n]+\n$/)
    expect(filesBelow(out)).toEqual(before)
  })

  test.each([
    ['one validator', ['--validators', '1'], 2, 'Usage'],
    ['129 of them', ['--validators', '129'], 2, 'Usage'],
    ['a host too few', ['--host', 'a'], 2, 'Usage'],
    ['a host with a port', ['--host', 'a:1/x', '--host', 'b'], 2, 'Usage'],
    ['an amount that is none', ['--stake', 'much'], 2, 'NotANumber'],
    ['too little stake', ['--stake', '999'], 3, 'SovereignFormat'],
    ['more than there may be', ['--stake', '11000000'], 3, 'SovereignFormat'],
    ['no such file', ['--balances', '/nowhere/x'], 3, 'ENOENT'],
    ['a port without room', ['--first-port', '65025'], 2, 'Usage'],
  ])('%s', async (name, flags, exit, code) => {
    const run = await init(...flags)
    expect(run, name).toMatchObject({ exit, stdout: '' })
    expect(run.stderr, name).toMatch(new RegExp(`^error\\[${code}\\]: [^\\n]+\\.\\n$`))
    expect(existsSync(out) ? readdirSync(out) : [], name).toEqual([])
  })

  test.each([
    ['no JSON', '[', 'MalformedFile', 'it is no JSON'],
    ['no list', '{}', 'SovereignFormat', 'balances is an object'],
    ['a number', `[["0x${'11'.repeat(32)}", 5]]`, 'SovereignFormat', 'balances[0][1] is 5'],
    ['dust', `[["0x${'11'.repeat(32)}", "5"]]`, 'SovereignFormat', '5 rao'],
  ])('balances with %s', async (name, text, code, words) => {
    const file = join(root, 'balances.json')
    writeFileSync(file, text)
    const run = await init('--balances', file)
    expect(run.exit, name).toBe(3)
    expect(run.stderr, name).toContain(`error[${code}]`)
    expect(run.stderr, name).toContain(words)
    expect(readdirSync(out), name).toEqual([])
  })
})

test.each([
  ['a directory of something else', undefined, 'NetworkDirectory', 'is no network'],
  ['a damaged marker', '{', 'MalformedFile', 'network.json'],
  [
    'a name that leads elsewhere',
    '{"format":1,"nodes":["../x"]}',
    'MalformedFile',
    'no list of names',
  ],
  [
    'a node that is not there',
    '{"format":1,"nodes":["node7"]}',
    'MalformedFile',
    'node7/node.json',
  ],
])('up refuses %s', async (name, marker, code, words) => {
  if (marker !== undefined) writeFileSync(join(root, 'network.json'), marker)
  const run = await runCli(['network', 'up', root])
  expect(run, name).toMatchObject({ exit: 3, stdout: '' })
  expect(run.stderr, name).toContain(`error[${code}]`)
  expect(run.stderr, name).toContain(words)
})

describe('up looks before it starts anything', () => {
  const key = (name: string): string => join(out, name, 'cometbft/config/priv_validator_key.json')
  const up = (env = {}) => runCli(['network', 'up', out], { env })

  test('a key of another kind, or none', async () => {
    await init('--first-port', '31120')
    const text = readFileSync(key('node1'), 'utf8')
    writeFileSync(key('node1'), text.replace('PrivKeyEd25519', 'PrivKeySecp256k1'))
    expect((await up()).stderr).toMatch(/^error\[HomeDamaged\]: [^\n]*node1[^\n]*no ed25519 key/)
    rmSync(key('node1'))
    expect((await up()).stderr).toMatch(/^error\[HomeDamaged\]: [^\n]*node1[^\n]*it is missing/)
  })

  test('CometBFT that is not there', async () => {
    await init('--first-port', '31120')
    const run = await up({ COMETBFT: join(root, 'nothing') })
    expect(run.exit).toBe(3)
    expect(run.stderr).toMatch(/^error\[CometBftMissing\]: [^\n]*go install/)
  })

  test('a port that is taken', async () => {
    await init('--first-port', '31120')
    const { createServer } = await import('node:net')
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(31_126, '127.0.0.1', resolve))
    try {
      const run = await up()
      expect(run.exit).toBe(3)
      expect(run.stderr).toMatch(/^error\[EADDRINUSE\]: Port 31126 is taken/)
    } finally {
      await new Promise((resolve) => server.close(resolve))
    }
  })
})
