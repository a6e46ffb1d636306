import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Finalized, LocalNetwork, Member } from './network.ts'

/** A call as `@polkadot/api` names it: section, method, arguments. */
export type JsCall = readonly [section: string, method: string, args: readonly unknown[]]

/** A call that is in a final block. */
export interface JsSent extends Finalized {
  readonly number: number
  /** Section, name and fields. */
  readonly events: readonly (readonly [string, string, unknown])[]
}

/** An unmodified `@polkadot/api` in a process of its own. */
export interface PolkadotJs {
  /**
   * Signs a call and sends it through a member; resolves when that member says that it is final.
   * @param signer of a development key, `//Alice`
   * @throws Error where the call fails
   */
  send(network: LocalNetwork, member: Member, signer: string, call: JsCall): Promise<JsSent>
  /** A value of storage as JSON. */
  query<T>(
    member: Member,
    path: readonly [string, string],
    args?: readonly unknown[],
    at?: string,
  ): Promise<T>
  /** What a runtime API answers, as JSON. */
  call<T>(
    member: Member,
    path: readonly [string, string],
    args?: readonly unknown[],
    at?: string,
  ): Promise<T>
  stop(): Promise<void>
}

/** Its client is no dependency of ours, but of the folder that it lies in. */
const AGENT = join(
  fileURLToPath(new URL('../conformance', import.meta.url)),
  'polkadot-js/agent.mjs',
)

/** Installs the client from its lockfile, unless that is done, and starts it. */
export async function startPolkadotJs(): Promise<PolkadotJs> {
  await install()
  const child = spawn(process.execPath, ['--no-warnings', AGENT], {
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  let next = 0
  createInterface({ input: child.stdout }).on('line', (line) => {
    const reply = JSON.parse(line) as {
      readonly id: number
      readonly result?: unknown
      readonly error?: string
    }
    const asked = waiting.get(reply.id)
    waiting.delete(reply.id)
    if (reply.error === undefined) asked?.resolve(reply.result)
    else asked?.reject(new Error(`polkadot.js: ${reply.error}`))
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  void ended.then(() => {
    for (const { reject } of waiting.values()) reject(new Error('polkadot.js has ended'))
  })
  const ask = <T>(request: object): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      next += 1
      waiting.set(next, { resolve: (value) => resolve(value as T), reject })
      child.stdin.write(`${JSON.stringify({ id: next, ...request })}\n`)
    })
  return {
    async send(network, member, signer, call) {
      const sent = await ask<JsSent>({ send: { url: urlOf(member), signer, call } })
      network.finalized.push({ extrinsic: sent.extrinsic, block: sent.block })
      return sent
    },
    query: (member, path, args = [], at) => ask({ query: { url: urlOf(member), path, args, at } }),
    call: (member, path, args = [], at) => ask({ call: { url: urlOf(member), path, args, at } }),
    async stop() {
      child.stdin.end()
      await ended
    },
  }
}

const urlOf = ({ rpcPort }: Member): string => `ws://127.0.0.1:${rpcPort}`

interface Environments {
  readonly SUITES: readonly { readonly name: string }[]
  install(suite: { readonly name: string }, log: (text: string) => void): Promise<void>
}

async function install(): Promise<void> {
  const module = new URL('../conformance/lib/environments.mjs', import.meta.url).href
  const { SUITES, install: installSuite } = (await import(module)) as Environments
  const suite = SUITES.find(({ name }) => name === 'polkadot-js')
  if (suite === undefined) throw new Error('there is no suite of polkadot.js')
  await installSuite(suite, (text) => process.stdout.write(`  ${text}\n`))
}
