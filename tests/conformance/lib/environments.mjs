import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the suites. */
export const HERE = fileURLToPath(new URL('..', import.meta.url))

/** Longest run of a whole suite, in milliseconds, unless it states another. */
const TIMEOUT_MS = 180_000
/** Of the official clients, whose commands wait for blocks and, in the command line, for Python. */
const OFFICIAL_TIMEOUT_MS = 600_000

/**
 * A suite: its folder, what it needs, whose environment it shares, how it is started, what it
 * generates from the node, and the network it runs against: a node on a free port, a whole localnet
 * on its usual ports, or none.
 */
export const SUITES = [
  { name: 'polkadot-js', kind: 'npm', command: ['node', 'suite.mjs'] },
  {
    name: 'papi',
    kind: 'npm',
    // Node 20 has the WebSocket that the client expects only behind this flag.
    command: ['node', '--experimental-websocket', '--no-warnings', 'suite.mjs'],
    generate: generateDescriptors,
  },
  { name: 'asi-1', kind: 'python', command: ['python', '-B', 'suite.py'] },
  { name: 'asi-2', kind: 'python', command: ['python', '-B', 'suite.py'] },
  official('bittensor/sdk'),
  official('bittensor/btcli'),
  {
    name: 'neurons',
    kind: 'python',
    command: ['python', '-B', 'suite.py'],
    environment: 'bittensor/sdk',
    network: 'none',
  },
]

/** Newer releases of the official clients, whose results are reported and hold nothing up. */
export const NEWEST = [
  { ...official('bittensor/sdk'), release: 'bittensor 10.5.0', lock: 'newest/sdk-10.txt' },
  { ...official('bittensor/btcli'), release: 'bittensor-cli 9.23.1', lock: 'newest/btcli.txt' },
  { ...official('bittensor/sdk-11'), release: 'bittensor 11.3.0' },
]

function official(name) {
  const command = ['python', '-B', 'suite.py']
  return { name, kind: 'python', command, network: 'localnet', timeoutMs: OFFICIAL_TIMEOUT_MS }
}

/** The longest run of a suite, in milliseconds. */
export function timeoutOf({ timeoutMs = TIMEOUT_MS }) {
  return timeoutMs
}

/** What the tables call a suite: its release where it is not the locked one. */
export function titleOf({ name, release = name }) {
  return release
}

/** Why a suite cannot run on this machine, or undefined. */
export function missing({ kind }) {
  if (kind !== 'python') return undefined
  const found = spawnSync('python3', ['-c', 'import sys, venv; print(sys.version_info >= (3, 10))'])
  if (found.status !== 0) return 'python3 with venv is not installed'
  return found.stdout.toString().trim() === 'True' ? undefined : 'python3 is older than 3.10'
}

/** Installs the client of a suite from its lockfile, unless that is done. */
export async function install(suite, log) {
  const folder = join(HERE, suite.name)
  if (suite.kind === 'npm') {
    const lock = readFileSync(join(folder, 'package-lock.json'))
    const stamp = join(folder, 'node_modules', '.plexus-lock')
    if (isStamped(stamp, lock)) return
    log(`${suite.name}: npm ci`)
    await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], folder)
    writeFileSync(stamp, digest(lock))
    return
  }
  const requirements = lockOf(suite)
  const lock = readFileSync(requirements)
  const venv = venvOf(suite)
  const stamp = join(venv, '.plexus-lock')
  if (isStamped(stamp, lock)) return
  log(`${titleOf(suite)}: python3 -m venv, pip install`)
  rmSync(venv, { recursive: true, force: true })
  mkdirSync(venv, { recursive: true })
  await run('python3', ['-m', 'venv', venv], folder)
  const pip = ['-m', 'pip', 'install', '--quiet', '--require-hashes', '-r', requirements]
  await run(join(venv, 'bin', 'python'), pip, folder)
  writeFileSync(stamp, digest(lock))
}

/** The program and arguments that start a suite. */
export function commandOf(suite) {
  const [program, ...args] = suite.command
  if (program === 'node') return [process.execPath, args]
  return [join(venvOf(suite), 'bin', program), args]
}

/** The locked requirements of a Python suite. */
function lockOf({ name, environment = name, lock }) {
  if (lock !== undefined) return join(HERE, 'bittensor', lock)
  return join(HERE, environment, 'requirements.txt')
}

/** Python environments live outside the tree, one per set of requirements. */
function venvOf({ name, environment = name, lock }) {
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache')
  return join(cache, 'plexus', 'conformance', lock?.replace('.txt', '') ?? environment)
}

/** Generates the typed descriptors from the running node into a folder that git ignores. */
async function generateDescriptors(ws, log) {
  const folder = join(HERE, 'papi')
  const config = join(folder, '.papi', 'polkadot-api.json')
  if (!existsSync(config)) {
    mkdirSync(join(folder, '.papi'), { recursive: true })
    // The descriptors are imported by path, so that package.json and its lock stay as they are.
    const options = { noDescriptorsPackage: true }
    const empty = { version: 0, descriptorPath: '.papi/descriptors', entries: {}, options }
    writeFileSync(config, JSON.stringify(empty))
  }
  log('papi: generating descriptors from the node')
  const cli = join('node_modules', 'polkadot-api', 'bin', 'cli.js')
  const args = ['--experimental-websocket', '--no-warnings', cli, 'add', 'plexus', '-w', ws]
  await run(process.execPath, args, folder)
}

function isStamped(stamp, lock) {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === digest(lock)
}

function digest(bytes) {
  return createHash('sha256').update(bytes).update(process.version).digest('hex')
}

/** Runs a program to its end; an error with its output when it fails. */
function run(program, args, cwd) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const keep = (chunk) => {
      output = (output + chunk).slice(-4000)
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', reject)
    child.on('exit', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`${program} ${args.join(' ')} ended with ${code}:\n${output}`))
    })
  })
}
