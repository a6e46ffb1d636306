import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createNode } from '@plexus/node'
import type { RpcProvider } from '@plexus/node'
import { createKeyPair, createSignatures } from '@plexus/primitives'
import { call, createClient, custom, submit } from '@plexus/sdk'
import { runCli } from './fake.ts'
import type { Run, World } from './fake.ts'

/** A chain with a port, a home with wallets, and the command line between them. */
export interface ChainWorld {
  /** `HOME` of the command line. */
  readonly home: string
  /** Where its wallets are. */
  readonly wallets: string
  readonly provider: RpcProvider
  /** Runs a command, with `--endpoint` if it takes one. */
  run(argv: readonly string[], world?: World): Promise<Run>
  /**
   * As `run` with `--json`: what it prints. Where it is too soon, blocks are made until it is not.
   * @throws where it fails
   */
  json(argv: readonly string[], world?: World): Promise<Readonly<Record<string, unknown>>>
  /** Makes the wallet of a dev key: its coldkey `//Name`, its hotkey `//Name//hot`. */
  wallet(name: string): Promise<void>
  close(): Promise<void>
}

const MAX_ATTEMPTS = 4
const TOO_SOON = /try again in (\d+) block/

/** Starts it: each transaction gets a block of its own at once. */
export async function openChainWorld(): Promise<ChainWorld> {
  const home = await mkdtemp(join(tmpdir(), 'plexus-cli-'))
  const wallets = join(home, '.bittensor', 'wallets')
  await mkdir(wallets, { recursive: true })
  const node = await createNode({
    preset: 'localnet',
    timing: 'fast',
    memory: true,
    ports: [0],
    sealing: { mode: 'instant' },
    signatureWorkers: 0,
  })
  await node.start()
  await openRules(node.rpc)
  const endpoint = node.endpoints[0] ?? ''
  const run = (argv: readonly string[], world: World = {}): Promise<Run> => {
    const where = argv[0] === 'wallet' ? [] : ['--endpoint', endpoint]
    return runCli([...argv, ...where], { env: { HOME: home }, ...world })
  }
  const json = async (
    argv: readonly string[],
    world: World = {},
  ): Promise<Readonly<Record<string, unknown>>> => {
    let done = await run([...argv, '--json'], world)
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
      const [, blocks] = TOO_SOON.exec(done.stderr) ?? []
      if (blocks === undefined) break
      await node.dev.mine(Number(blocks) + 1)
      done = await run([...argv, '--json'], world)
    }
    if (done.exit !== 0) throw new Error(`plexus ${argv.join(' ')}: ${done.stderr}`)
    return JSON.parse(done.stdout)
  }
  return {
    home,
    wallets,
    provider: node.rpc,
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
      await rm(home, { recursive: true, force: true })
    },
  }
}

/** Lets owners change rules in every block: the epochs here are shorter than the time they may not. */
async function openRules(provider: RpcProvider): Promise<void> {
  const signer = createKeyPair({ scheme: 'Sr25519', uri: '//Alice' }, await createSignatures())
  const client = await createClient({ transport: custom(provider) })
  const rule = call('AdminUtils.sudo_set_admin_freeze_window', { window: 0 })
  await submit(client, call('Sudo.sudo', { call: rule }), { signer })
  client.close()
}
