import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { freePort, startNetwork } from '../../tests/up/network.ts'
import type { Figure, Scenario } from '../scenario.ts'

/** Run time before the memory is read. */
const SETTLED_MS = { full: 60_000, ci: 15_000 } as const
const KIB_PER_MB = 1_000_000 / 1_024

export const up: Scenario = {
  name: 'up',
  about:
    'memory of `plexus up`: a node, two subnets with 16 miners and 6 validators, each a program; pages that several share are counted once (Linux)',
  async run(size) {
    const home = await mkdtemp(join(tmpdir(), 'plexus-bench-up-'))
    const port = await freePort()
    const ports = ['--rpc-port', String(port), '--axon-port', '41000']
    const network = startNetwork(home, ['--for', '120s', ...ports])
    try {
      await delay(SETTLED_MS[size])
      return figuresOf(network.pid)
    } finally {
      network.kill()
      await rm(home, { recursive: true, force: true })
    }
  },
}

function figuresOf(pid: number): readonly Figure[] {
  const all = groupOf(pid)
  const sum = (pids: readonly number[]): number =>
    pids.reduce((total, one) => total + proportionalKib(one), 0) / KIB_PER_MB
  const of = (word: string): readonly number[] => all.filter((one) => wordsOf(one).includes(word))
  const one = (word: string): number => sum(of(word)) / Math.max(1, of(word).length)
  return [
    { name: `all ${all.length} programs`, value: sum(all), unit: 'MB' },
    { name: 'the node', value: one('node'), unit: 'MB' },
    { name: 'a miner', value: one('mine'), unit: 'MB' },
    { name: 'a validator', value: one('validate'), unit: 'MB' },
  ]
}

/** Processes of the group that a process leads. */
function groupOf(pid: number): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((id) => {
      // The fields after the name, which may hold anything: state, parent, group.
      const fields = read(`/proc/${id}/stat`).split(') ').at(-1)?.split(' ')
      return Number(fields?.[2]) === pid
    })
}

/** Shared pages are divided among those that share them. */
const proportionalKib = (pid: number): number =>
  Number(/^Pss: +(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0)

const wordsOf = (pid: number): readonly string[] => read(`/proc/${pid}/cmdline`).split('\0')

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // It has just ended.
    return ''
  }
}
