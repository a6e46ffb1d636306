import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createNode } from '@plexus/node'
import { runCli } from './fake.ts'
import type { Run, World } from './fake.ts'

/** A chain with a port, a folder for wallets, and the command line between them. */
export interface ChainWorld {
  readonly endpoint: string
  readonly path: string
  /** Runs a command with `--wallet-path`, and with `--endpoint` if it takes one. */
  run(argv: readonly string[], world?: World): Promise<Run>
  /** As `run` with `--json`: what it prints. @throws where it fails */
  json(argv: readonly string[], world?: World): Promise<Record<string, unknown>>
  /** Makes the wallet of a dev key: its coldkey `//Name`, its hotkey `//Name//hot`. */
  wallet(name: string): Promise<void>
  close(): Promise<void>
}

/** Starts it: each transaction gets a block of its own at once. */
export async function openChainWorld(): Promise<ChainWorld> {
  const path = await mkdtemp(join(tmpdir(), 'plexus-cli-'))
  const node = await createNode({
    preset: 'localnet',
    timing: 'fast',
    memory: true,
    ports: [0],
    sealing: { mode: 'instant' },
    signatureWorkers: 0,
  })
  await node.start()
  const endpoint = node.endpoints[0] ?? ''
  const run = (argv: readonly string[], world: World = {}): Promise<Run> => {
    const isLocal = argv[0] === 'wallet'
    const where = isLocal ? [] : ['--endpoint', endpoint]
    return runCli([...argv, '--wallet-path', path, ...where], { env: { HOME: path }, ...world })
  }
  const json = async (
    argv: readonly string[],
    world: World = {},
  ): Promise<Record<string, unknown>> => {
    const { exit, stdout, stderr } = await run([...argv, '--json'], world)
    if (exit !== 0) throw new Error(`plexus ${argv.join(' ')}: ${stderr}`)
    return JSON.parse(stdout)
  }
  return {
    endpoint,
    path,
    run,
    json,
    async wallet(name) {
      const flags = ['--wallet', name.toLowerCase(), '--format', 'plaintext']
      await json(['wallet', 'regen', ...flags], { stdin: `//${name}` })
      const hot = ['--key', 'hotkey', ...flags]
      await json(['wallet', 'regen', ...hot], { stdin: `//${name}//hot` })
    },
    async close() {
      await node.stop()
      await rm(path, { recursive: true, force: true })
    },
  }
}
