import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createKeyPair, createSignatures } from '@plexus/primitives'
import { createClient, readStorage, webSocket } from '@plexus/sdk'
import type { Client } from '@plexus/sdk'
import type { ReferenceSubnet } from '@plexus/subnets'
import { castOf } from '../../packages/cli/src/up/cast.ts'
import type { Participant } from '../../packages/cli/src/up/cast.ts'
import { foundNetwork } from '../../packages/cli/src/up/found-network.ts'
import { keysOf } from '../../packages/cli/src/up/wallets.ts'
import type { Keys } from '../../packages/cli/src/up/wallets.ts'
import { freePort } from './network.ts'

/** A miner that is to earn. */
export interface EarningMiner {
  readonly name: string
  /** Of `plexus mine`, besides what every miner needs. */
  readonly args: readonly string[]
  readonly env?: NodeJS.ProcessEnv
}

/** What they earn on. */
export interface EarningSubnet {
  /** As commands name it: a reference subnet, or the folder of one. */
  readonly spec: string
  readonly reference: ReferenceSubnet
}

const LAUNCHER = fileURLToPath(new URL('../../bin/plexus.js', import.meta.url))
const PATIENCE_MS = 180_000

/**
 * A chain, a validator, and the miners: each a program as a user starts it. Passes when every miner has
 * earned.
 *
 * @returns alpha that each miner has earned, in rao
 */
export async function earn(
  { spec, reference }: EarningSubnet,
  miners: readonly EarningMiner[],
): Promise<ReadonlyMap<string, bigint>> {
  const path = await mkdtemp(join(tmpdir(), 'plexus-earn-'))
  const children: ChildProcess[] = []
  let client: Client | undefined
  const start = (name: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): void => {
    const child = spawn(process.execPath, [LAUNCHER, ...args], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    children.push(child)
    let words = ''
    child.stderr.on('data', (part: Buffer) => (words = (words + part.toString()).slice(-2_000)))
    child.once('exit', (code) => {
      if (code !== 0 && code !== null) process.stderr.write(`${name} ended: ${words}\n`)
    })
  }
  try {
    const [port, axonPort] = [await freePort(), 20_000 + Math.floor(Math.random() * 10_000)]
    const node = ['node', '--path', join(path, 'chain'), '--chain', 'local', '--timing', 'fast']
    start('node', [...node, '--rpc-port', String(port)])
    const endpoint = `ws://127.0.0.1:${port}`
    client = await createClient({ transport: webSocket(endpoint, { attempts: 12 }) })
    const { name: subnet } = reference.manifest
    const names = miners.map(({ name }) => ({ name, hotkeys: 1 }))
    const cast = castOf({ ...reference, cast: names, validators: ['judge-1'] })
    const keys = new Map<string, Keys>()
    for (const one of [cast.owner, ...cast.miners, ...cast.validators]) {
      keys.set(one.wallet, await keysOf(join(path, 'wallets'), one))
    }
    const keysFor = ({ wallet }: Participant): Keys => keys.get(wallet)!
    const root = createKeyPair({ scheme: 'Sr25519', uri: '//Alice' }, await createSignatures())
    const founding = { client, root, casts: [cast], keysOf: keysFor, onStep: () => undefined }
    const netuid = (await foundNetwork(founding)).get(subnet) ?? 0
    const common = async ({ wallet }: Participant): Promise<string[]> => {
      await mkdir(join(path, 'state', wallet), { recursive: true })
      return [
        ...['--netuid', String(netuid), '--endpoint', endpoint, '--poll', '250ms'],
        ...['--wallet-path', join(path, 'wallets'), '--wallet', wallet],
        ...['--state', join(path, 'state', wallet)],
      ]
    }
    for (const [at, one] of cast.miners.entries()) {
      const { name, args, env } = miners[at]!
      const rest = ['--port', String(axonPort + at), ...(await common(one))]
      start(name, ['mine', spec, ...args, ...rest], env)
    }
    for (const one of cast.validators) start(one.name, ['validate', spec, ...(await common(one))])
    const hotkeys = cast.miners.map((one) => [one.name, keysFor(one).hotkeys[0] ?? ''] as const)
    return await earnings(client, netuid, hotkeys)
  } finally {
    client?.close()
    for (const child of children) await end(child)
    await rm(path, { recursive: true, force: true })
  }
}

async function earnings(
  client: Client,
  netuid: number,
  hotkeys: readonly (readonly [name: string, address: string])[],
): Promise<ReadonlyMap<string, bigint>> {
  const deadline = performance.now() + PATIENCE_MS
  for (;;) {
    const earned = new Map<string, bigint>()
    for (const [name, address] of hotkeys) {
      const key = [address, netuid] as const
      earned.set(name, await readStorage(client, 'SubtensorModule.TotalHotkeyAlpha', key))
    }
    const amounts = [...earned.values()]
    if (amounts.every((amount) => amount > 0n)) return earned
    const told = [...earned].map(([name, amount]) => `${name} ${amount}`).join(', ')
    assert.ok(performance.now() < deadline, `not all have earned after ${PATIENCE_MS} ms: ${told}`)
    await delay(500)
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const force = setTimeout(() => child.kill('SIGKILL'), 5_000)
  await ended
  clearTimeout(force)
}
