import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { startNodeProcess } from '@plexus/testing'
import type { NodeProcess } from '@plexus/testing'
import { ask, plexus, startUp, until, votesAt } from './tools.ts'
import type { UpProcess } from './tools.ts'

/** A network from its founding to a restored validator. `--base-port N --block-time MS`. */

const { values: flags } = parseArgs({
  options: {
    'base-port': { type: 'string', default: '9944' },
    'block-time': { type: 'string', default: '500' },
  },
})
const basePort = Number(flags['base-port'])
/** Of node3, which is killed: JSON-RPC and that of its CometBFT. */
const [killedRpc, killedComet] = [basePort + 12, basePort + 14]
/** Blocks that pass until a restored validator may vote, and some more. */
const SILENT_BLOCKS = 12

const binary = findCometBft()
if (binary !== undefined) {
  const directory = await mkdtemp(join(tmpdir(), 'plexus-network-'))
  const running = new Set<NodeProcess>()
  try {
    process.stdout.write(`${await run(join(directory, 'net'), binary, running)} passed, 0 failed\n`)
  } finally {
    for (const one of running) one.kill('SIGTERM')
    await Promise.all([...running].map(({ ended }) => ended))
    await rm(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 })
  }
}

async function run(net: string, installed: string, running: Set<NodeProcess>): Promise<number> {
  let passed = 0
  let since = performance.now()
  const done = (text: string): void => {
    passed += 1
    const now = performance.now()
    process.stdout.write(`  ${((now - since) / 1000).toFixed(0).padStart(3)} s  ${text}\n`)
    since = now
  }
  const env = { COMETBFT: installed }
  const init = ['network', 'init', '--validators', '4', '--out', net]
  const ports = ['--first-port', String(basePort), '--block-time', flags['block-time']]
  const founded = JSON.parse(await plexus([...init, ...ports, '--json'], env)) as Founded
  done(`founded ${founded.chainId} with ${founded.nodes.length} validators`)

  const first = startUp(net, env)
  running.add(first.process)
  await until('all nodes run', () => first.running() === 4 && first.block() >= 2)
  done(`four nodes run, at block ${first.block()}`)

  await transfer(net, founded, env)
  done('a transfer through one node is on all of them')

  await killOne(net, first)
  done('a killed node is named, and the others go on')

  const height = first.block() + 1
  const node3 = join(net, 'node3')
  const copy = join(net, '..', 'backup')
  await plexus(['network', 'backup', node3, '--out', copy], env)
  await rename(node3, join(net, '..', 'lost'))
  const from = first.block()
  await until('the old votes are far', () => first.block() > from + SILENT_BLOCKS)
  const restore = ['network', 'restore', copy, '--out', node3]
  await plexus([...restore, '--signed-up-to', String(height)], env)
  const restored = startNodeProcess(['node', '--engine', 'cometbft', '--path', node3], env)
  running.add(restored)
  await votesAgain(net, founded, first)
  done(`a validator that was restored at block ${height} votes again`)

  for (const one of [restored, first.process]) await endPolitely(one, running)
  done('what is asked to end ends with 0')

  const last = first.block()
  const again = startUp(net, env)
  running.add(again.process)
  await until('the chain goes on', () => again.block() > last && again.running() === 4)
  await endPolitely(again.process, running)
  done(`the next start goes on, from block ${last} to ${again.block()}`)
  return passed
}

async function endPolitely(one: NodeProcess, running: Set<NodeProcess>): Promise<void> {
  one.kill('SIGTERM')
  const { code } = await one.ended
  running.delete(one)
  if (code !== 0) throw new Error(`a process ended with ${code}: ${one.stderr()}`)
}

/** What `plexus network init --json` prints. */
interface Founded {
  readonly chainId: string
  readonly nodes: readonly {
    readonly rpcPort: number
    readonly hotkey: string
  }[]
}

/** One TAO for a hotkey that had one, and every node knows. */
async function transfer(
  net: string,
  { nodes }: Founded,
  env: Readonly<Record<string, string>>,
): Promise<void> {
  const [payer, payee] = nodes
  if (payer === undefined || payee === undefined) throw new Error('there are no validators')
  const wallet = ['--wallet-path', join(net, 'wallets'), '--wallet', 'validator0']
  const endpoint = ['--endpoint', `ws://127.0.0.1:${payer.rpcPort}`]
  await plexus(['transfer', payee.hotkey, '1', ...wallet, ...endpoint], env)
  for (const { rpcPort } of nodes) {
    await until(`the node at ${rpcPort} knows`, async () => {
      const of = ['balance', payee.hotkey, '--endpoint', `ws://127.0.0.1:${rpcPort}`, '--json']
      return (await plexus(of, env)).includes('2000000000')
    })
  }
}

/** The process of node3 dies without a word. */
async function killOne(net: string, up: UpProcess): Promise<void> {
  const lock = readFileSync(join(net, 'node3', 'chain', 'plexus.lock'), 'utf8')
  process.kill(Number(lock.split(' ')[0]), 'SIGKILL')
  await until('node3 is named', () => up.reasonOf('node3') === 'SIGKILL')
  const at = up.block()
  await until('blocks are decided without it', () => up.block() > at + 2)
  if (up.running() !== 3) throw new Error(`${up.running()} nodes run beside the killed one`)
  await until('its CometBFT is gone', async () => {
    return (await ask(killedComet, 'status').catch(() => undefined)) === undefined
  })
}

/** The restored node has caught up, and its vote is in a block of another node. */
async function votesAgain(net: string, { nodes }: Founded, up: UpProcess): Promise<void> {
  const key = join(net, 'node3', 'cometbft', 'config', 'priv_validator_key.json')
  const { address } = JSON.parse(readFileSync(key, 'utf8')) as { readonly address: string }
  const [other] = nodes
  if (other === undefined) throw new Error('there is no other node')
  await until('the restored node answers', async () => {
    return (await ask(killedRpc, 'chain_getHeader').catch(() => undefined)) !== undefined
  })
  const began = up.block()
  await until('its vote is in a block', async () => {
    return up.block() > began && (await votesAt(basePort + 2, up.block() - 1)).includes(address)
  })
  const mark = join(net, 'node3', 'cometbft', 'restored')
  await until('it is a validator like others', () => !existsSync(mark))
}

/** The pinned CometBFT, built where it lacks; `undefined` on a machine of a user without Go. */
function findCometBft(): string | undefined {
  const script = fileURLToPath(new URL('../../scripts/install-cometbft.ts', import.meta.url))
  try {
    execFileSync('go', ['version'], { stdio: 'ignore' })
  } catch {
    if (process.env['CI'] === 'true') throw new Error('Go is missing, which builds CometBFT')
    process.stdout.write('skipped: Go is not installed, which builds CometBFT\n')
    return undefined
  }
  const node = [...process.execArgv, script]
  return execFileSync(process.execPath, node, { encoding: 'utf8' }).trim()
}
