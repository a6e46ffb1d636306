import { createHash } from 'node:crypto'
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { prepareHome } from '@plexus/node'
import { startNodeProcess } from '@plexus/testing'
import type { NodeProcess } from '@plexus/testing'
import { BAD_INPUTS } from '../bad-input-table.ts'
import type { BadInput, Site } from '../bad-input-table.ts'
import { until } from '../checks.ts'
import { freePorts } from '../ports.ts'
import type { Scenario, Stage } from '../scenario.ts'

/** Exit code of a node that cannot go on until its operator acts (docs/cli.md). */
const REFUSED = 3
const BLOCKS = 5
/** Longest life of a node that must end by itself. */
const MAX_END_MS = 60_000

/**
 * A validator that has made blocks gets one thing wrong after the other: each time it must say what
 * in one sentence, end with 3, and leave the chain as it is.
 */
export const badInput: Scenario = {
  name: 'bad-input',
  size: 'ci',
  run: tryAll,
}

async function tryAll({ full, comet: binary, basePort, done }: Stage): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'plexus-bad-'))
  const [rpcPort = 0, p2pPort = 0, cometPort = 0] = await freePorts(3, basePort)
  const ports = { rpcPort, p2pPort, cometPort }
  const good = join(directory, 'good')
  const other = join(directory, 'other')
  try {
    await makeBlocks({ ...ports, path: good, other }, BLOCKS, binary)
    // More of them, so that they would be executed on ours.
    await makeBlocks({ ...ports, path: other, other }, 3 * BLOCKS, binary)
    for (const row of BAD_INPUTS.filter(({ isLong }) => full || isLong !== true)) {
      const path = join(directory, 'bad')
      cpSync(good, path, { recursive: true })
      const sentence = await tryRow(row, { ...ports, path, other }, binary)
      done(`${row.name}: ${sentence.replaceAll(path, '…')}`)
      await rm(path, { recursive: true, maxRetries: 20, retryDelay: 250 })
    }
    for (const peer of STRANGE_PEERS) {
      const path = join(directory, 'joiner')
      const joiner = (await freePorts(6, basePort)).slice(3)
      done(await tryPeer(peer, { ...ports, path, other: good }, joiner, binary))
      await rm(path, { recursive: true, maxRetries: 20, retryDelay: 250 })
    }
  } finally {
    await rm(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 })
  }
}

async function makeBlocks(site: Site, blocks: number, binary: string): Promise<void> {
  const node = start(site, { COMETBFT: binary })
  await node.reached(blocks)
  node.kill('SIGTERM')
  const { code } = await node.ended
  if (code !== 0) throw new Error(`the good node ended with ${String(code)}: ${node.stderr()}`)
}

async function tryRow(row: BadInput, site: Site, binary: string): Promise<string> {
  const { args = [], env = {}, path = site.path, release } = (await row.spoil(site)) ?? {}
  const before = digestOf(join(site.path, 'chain'))
  const node = start({ ...site, path }, { COMETBFT: binary, ...env }, args)
  const timer = setTimeout(() => node.kill('SIGKILL'), MAX_END_MS)
  const { code } = await node.ended
  clearTimeout(timer)
  await release?.()
  const sentences = node
    .stderr()
    .split('\n')
    .filter((line) => line.startsWith('error['))
  const [sentence = 'nothing'] = sentences
  const wrong = (what: string): Error =>
    new Error(`${row.name}: ${what}\n${node.stderr().slice(-2_000)}`)
  if (code !== REFUSED) throw wrong(`ended with ${String(code)}`)
  if (sentences.length !== 1) throw wrong(`said ${sentences.length} sentences`)
  if (!sentence.startsWith(`error[${row.code}]: `)) throw wrong(`is not ${row.code}`)
  if (!row.says.test(sentence)) throw wrong(`does not say ${String(row.says)}`)
  if (node.announced() !== 0) throw wrong(`has block ${node.announced()}`)
  if (row.isNew !== true && digestOf(join(site.path, 'chain')) !== before) {
    throw wrong('the chain is another')
  }
  return sentence
}

/** A peer that is not what it was said to be; the id of a node is 40 hex digits. */
const STRANGE_PEERS = [
  { name: 'a peer with another id', says: 'A peer has another id', id: '0'.repeat(40) },
  { name: 'a peer of another network', says: 'A peer is of another network', chainId: 'another' },
]

/** Whoever joins there says so, goes on to try, and has no block. */
async function tryPeer(
  peer: (typeof STRANGE_PEERS)[number],
  site: Site,
  [rpcPort = 0, p2pPort = 0, cometPort = 0]: readonly number[],
  binary: string,
): Promise<string> {
  const home = join(site.path, 'cometbft')
  const known = join(site.other, 'cometbft')
  prepareHome(home)
  const genesis = JSON.parse(readFileSync(join(known, 'config', 'genesis.json'), 'utf8')) as object
  const { chainId } = peer
  const changed = { ...genesis, ...(chainId !== undefined && { chain_id: chainId }) }
  writeFileSync(join(home, 'config', 'genesis.json'), JSON.stringify(changed))
  const id = peer.id ?? prepareHome(known).nodeId
  const env = { COMETBFT: binary }
  const member = start({ ...site, path: site.other }, env)
  const joiner = start({ ...site, rpcPort, p2pPort, cometPort }, env, [
    ...['--peer', `${id}@127.0.0.1:${site.p2pPort}`],
  ])
  const heard = (words: string) => (): boolean => joiner.stderr().includes(words)
  try {
    await until(peer.name, heard(peer.says), MAX_END_MS)
    await until('it says that no block comes', heard('No block is decided'), MAX_END_MS)
    if (joiner.announced() !== 0) throw new Error(`${peer.name}: has block ${joiner.announced()}`)
  } finally {
    for (const node of [joiner, member]) node.kill('SIGTERM')
    await Promise.all([joiner.ended, member.ended])
  }
  const line = joiner
    .stderr()
    .split('\n')
    .find((each) => each.includes(peer.says))
  return `${peer.name}: ${line ?? ''}`
}

function start(
  { path, rpcPort, p2pPort, cometPort }: Site,
  env: Readonly<Record<string, string>>,
  more: readonly string[] = [],
): NodeProcess {
  const ports = { '--rpc-port': rpcPort, '--p2p-port': p2pPort, '--comet-port': cometPort }
  const flags = Object.entries(ports).flatMap(([flag, port]) => [flag, String(port)])
  return startNodeProcess(['node', '--engine', 'cometbft', '--path', path, ...flags, ...more], env)
}

/** Of every byte of the chain; who reads it is not part of it. */
function digestOf(path: string): string {
  const hash = createHash('sha256')
  const files = readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.includes('lock'))
    .map(({ parentPath, name }) => join(parentPath, name))
    .toSorted((a, b) => (a < b ? -1 : 1))
  for (const file of files) hash.update(file).update(readFileSync(file))
  return hash.digest('hex')
}
