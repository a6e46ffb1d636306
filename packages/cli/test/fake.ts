import type { BftNodeOptions, NetworkGenesis, NodeOptions } from '@plexus/node'
import * as node from '@plexus/node'
import { hash } from '@plexus/primitives'
import { main } from '../src/main.ts'
import type { Io } from '../src/io.ts'
import type { RunningNode } from '../src/node-room.ts'

/** What a run of the command left behind. */
export interface Run {
  readonly exit: number
  readonly stdout: string
  readonly stderr: string
  /** Options that `createNode` was given, if it was called. */
  readonly options: NodeOptions | BftNodeOptions | undefined
  /** What happened to the node, in order. */
  readonly calls: readonly string[]
  readonly purged: readonly string[]
  readonly aborted: readonly number[]
}

/** How the world behaves during a run. */
export interface World {
  readonly tty?: boolean
  readonly env?: Readonly<Record<string, string>>
  /** Thrown by `createNode`. */
  readonly refusal?: unknown
  /** Thrown by `start`. */
  readonly startFailure?: unknown
  /** What block production fails with after the first block. */
  readonly fatal?: Error
  /** Interrupts that arrive once the node runs; default 1. */
  readonly interrupts?: number
  /** What is typed where it is not shown, in turn; absent: there is no terminal. */
  readonly typed?: readonly string[]
  /** What stdin holds; absent: nothing. */
  readonly stdin?: string
  /** Genesis files by name; those of homes are `<home>/config/genesis.json`. */
  readonly geneses?: Readonly<Record<string, NetworkGenesis>>
  /** What `purge` finds; default true. */
  readonly data?: boolean
}

/** Runs the command in a world without sockets, disks and signals. */
export async function runCli(argv: readonly string[], world: World = {}): Promise<Run> {
  const out: string[] = []
  const err: string[] = []
  const calls: string[] = []
  const purged: string[] = []
  const aborted: number[] = []
  let options: NodeOptions | BftNodeOptions | undefined
  let interrupt = (): void => {}
  const typed = [...(world.typed ?? [])]

  const io: Io = {
    stdout: { write: (text) => out.push(text) },
    stderr: { isTTY: world.tty, write: (text) => err.push(text) },
    env: world.env ?? {},
    launcher: 'plexus.js',
    askHidden: () => Promise.resolve(bytes(typed.shift())),
    readStdin: () => Promise.resolve(bytes(world.stdin)),
    now: () => Date.UTC(2026, 0, 2, 3, 4, 5),
    onInterrupt(callback) {
      interrupt = callback
      return () => calls.push('released')
    },
    abort: (code) => aborted.push(code),
  }
  const createNode = (given: NodeOptions | BftNodeOptions): Promise<RunningNode> => {
    if (world.refusal !== undefined) return Promise.reject(world.refusal)
    options = given
    return Promise.resolve({
      endpoints: (given.ports ?? []).map((port) => `ws://127.0.0.1:${port}`),
      start() {
        calls.push('start')
        if (world.startFailure !== undefined) return Promise.reject(world.startFailure)
        given.log?.('info', 'listening', { ports: given.ports })
        given.onBlock?.({ number: 1, hash: hash(new Uint8Array(32).fill(0xab)) })
        if (world.fatal !== undefined) given.onFatal?.(world.fatal)
        for (let left = world.interrupts ?? 1; left > 0; left -= 1) interrupt()
        return Promise.resolve()
      },
      stop() {
        calls.push('stop')
        return Promise.resolve()
      },
    })
  }
  const purge = (path: string): Promise<boolean> => {
    purged.push(path)
    return Promise.resolve(world.data ?? true)
  }

  const exit = await main(argv, io, () =>
    Promise.resolve({
      ...node,
      ...{ createNode, purge, PINNED_VERSION: '0.38.25' },
      ...(world.geneses !== undefined && genesesRoom(world.geneses)),
    }),
  )
  const text = { stdout: out.join(''), stderr: err.join('') }
  return { exit, ...text, options, calls, purged, aborted }
}

const bytes = (text: string | undefined): Uint8Array | undefined =>
  text === undefined ? undefined : new TextEncoder().encode(text)

/** Genesis files that are on no disk. */
const genesesRoom = (geneses: NonNullable<World['geneses']>) => ({
  genesisFileOf: (home: string) => `${home}/config/genesis.json`,
  isFounded: (home: string) => `${home}/config/genesis.json` in geneses,
  readGenesis(file: string) {
    const genesis = geneses[file]
    if (genesis === undefined) throw new Error(`there is no file ${file}`)
    return genesis
  },
})
