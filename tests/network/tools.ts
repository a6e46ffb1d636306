import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { startNodeProcess } from '@plexus/testing'
import type { NodeProcess } from '@plexus/testing'

const LAUNCHER = fileURLToPath(new URL('../../bin/plexus.js', import.meta.url))

/** Runs `plexus` to its end; what it wrote to stdout. @throws Error with its stderr */
export async function plexus(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<string> {
  const options = { env: { ...process.env, ...env } }
  const { stdout } = await promisify(execFile)(process.execPath, [LAUNCHER, ...args], options)
  return stdout
}

/** Waits until something holds. @throws Error that says what did not, in time */
export async function until(
  what: string,
  holds: () => Promise<boolean> | boolean,
  timeoutMs = 90_000,
): Promise<void> {
  const deadline = performance.now() + timeoutMs
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`not in ${timeoutMs / 1000} s: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

/** `plexus network up --json`, and the last of what it said. */
export interface UpProcess {
  readonly process: NodeProcess
  block(): number
  running(): number
  /** Why a node ended. */
  reasonOf(name: string): string | undefined
}

interface Line {
  readonly block: number
  readonly nodes: readonly {
    readonly name: string
    readonly state: string
    readonly reason?: string
  }[]
}

export function startUp(
  net: string,
  env: Readonly<Record<string, string>>,
  more: readonly string[] = [],
): UpProcess {
  const up = startNodeProcess(['network', 'up', net, '--json', ...more], env)
  let last: Line = { block: 0, nodes: [] }
  let rest = ''
  up.child.stdout?.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split('\n')
    rest = lines.pop() ?? ''
    const text = lines.at(-1)
    if (text !== undefined) last = JSON.parse(text)
  })
  return {
    process: up,
    block: () => last.block,
    running: () => last.nodes.filter(({ state }) => state === 'running').length,
    reasonOf: (name) => last.nodes.find((node) => node.name === name)?.reason,
  }
}

/** The result of a JSON-RPC request over HTTP. */
export async function ask(port: number, method: string, params: unknown = []): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${port}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  })
  const { result } = (await response.json()) as { readonly result?: unknown }
  return result
}

/** Addresses of the validators whose votes made a block, as a CometBFT has them. */
export async function votesAt(cometPort: number, height: number): Promise<readonly string[]> {
  const answer = (await ask(cometPort, 'commit', { height: String(height) })) as CommitAnswer
  return answer.signed_header.commit.signatures.map((vote) => vote.validator_address)
}

interface CommitAnswer {
  readonly signed_header: {
    readonly commit: { readonly signatures: readonly { readonly validator_address: string }[] }
  }
}
