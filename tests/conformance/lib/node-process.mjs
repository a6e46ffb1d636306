import { execFile, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { HERE } from './environments.mjs'

/** Longest wait for the first block of a fresh node, in milliseconds. */
const START_TIMEOUT_MS = 30_000
/** Where the network of the command line answers. */
const LOCALNET_PORTS = [9944, 9945, 9946]
/** Time between SIGTERM and SIGKILL, in milliseconds. */
const STOP_TIMEOUT_MS = 3_000

/**
 * Starts a node of the release on a free port and waits for its first block. `PLEXUS_BIN` names
 * another launcher.
 */
export function startNode() {
  return start((port) => [binary(), 'node', '--tmp', '--dev', '--rpc-port', String(port)])
}

/**
 * Starts a whole localnet on its usual ports, where users' tools look for it, and waits for its
 * first block.
 */
export async function startLocalnet() {
  await localnetPortsFree()
  return start(() => [binary(), 'localnet'], LOCALNET_PORTS[0])
}

/**
 * Starts the only validator of a network of its own, on a free port, or on the usual ports of a
 * localnet, and waits for its first block. Its data goes with it. `executeAgain` ends it and says
 * how many of its blocks come out the same without CometBFT, or fails.
 */
export async function startValidator({ onLocalnetPorts = false } = {}) {
  if (onLocalnetPorts) await localnetPortsFree()
  const path = mkdtempSync(join(tmpdir(), 'plexus-bft-'))
  const free = () => rmSync(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 })
  const [p2pPort, cometPort] = [await freePort(), await freePort()]
  const flags = ['--p2p-port', String(p2pPort), '--comet-port', String(cometPort)]
  const argsFor = (port) => {
    const ports = onLocalnetPorts ? LOCALNET_PORTS : [port]
    const rpc = ports.flatMap((each) => ['--rpc-port', String(each)])
    return [binary(), 'node', '--engine', 'cometbft', '--path', path, ...rpc, ...flags]
  }
  try {
    const node = await start(argsFor, onLocalnetPorts ? LOCALNET_PORTS[0] : undefined)
    return {
      ...node,
      async executeAgain() {
        await node.stop()
        const script = join(HERE, 'execute-again.mjs')
        const args = ['--import', 'tsx', '--conditions=source', script, path]
        const { stdout } = await promisify(execFile)(process.execPath, args)
        return stdout.trim()
      },
      async stop() {
        await node.stop()
        free()
      },
    }
  } catch (error) {
    free()
    throw error
  }
}

/** An error where something listens on the ports of a localnet. */
export async function localnetPortsFree() {
  for (const port of LOCALNET_PORTS) {
    if (await isFree(port)) continue
    throw new Error(`port ${port} is taken: stop the network that listens there`)
  }
}

/** Starts a node whose JSON-RPC tells one lie. */
export function startMutant(name) {
  const script = join(HERE, 'mutant-node.mjs')
  return start((port) => ['--import', 'tsx', '--conditions=source', script, name, String(port)])
}

function binary() {
  return process.env.PLEXUS_BIN ?? join(HERE, '..', '..', 'bin', 'plexus.js')
}

async function start(argsFor, given) {
  const port = given ?? (await freePort())
  const child = spawn(process.execPath, argsFor(port), {
    cwd: join(HERE, '..', '..'),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const keep = (chunk) => {
    output = (output + chunk).slice(-8000)
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  const exited = new Promise((resolve) => {
    child.on('exit', resolve)
    child.on('error', resolve)
  })
  const node = {
    ws: `ws://127.0.0.1:${port}`,
    output: () => output,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS)
      await exited
      clearTimeout(timer)
    },
  }
  try {
    await firstBlock(port, exited)
  } catch (error) {
    await node.stop()
    throw new Error(`${error.message}\n${output}`, { cause: error })
  }
  return node
}

async function firstBlock(port, exited) {
  let gone = false
  exited.then(() => {
    gone = true
  })
  const deadline = Date.now() + START_TIMEOUT_MS
  while (Date.now() < deadline) {
    if (gone) throw new Error('the node ended before its first block')
    const header = await call(port, 'chain_getHeader').catch(() => undefined)
    if (header !== undefined && Number(header.number) >= 1) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`no block within ${START_TIMEOUT_MS} ms`)
}

async function call(port, method) {
  const reply = await fetch(`http://127.0.0.1:${port}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: [] }),
  })
  return (await reply.json()).result
}

function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer()
    server.on('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}
