import { readdirSync, readFileSync } from 'node:fs'
import type { NodeProcess } from '@plexus/testing'

/** Resident memory of a process, in MB (10⁶ bytes). */
export function residentMb(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return (Number(kilobytes) * 1_024) / 1e6
}

/** Open file descriptors of a process. */
export const openFiles = (pid: number): number => readdirSync(`/proc/${pid}/fd`).length

/**
 * Time that the main threads of these processes were ready to run while others had the
 * processors, in ms since they began: not the node's doing.
 */
export function queuedMs(pids: readonly number[]): number {
  let sum = 0
  for (const pid of pids)
    sum += Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[1])
  return sum / 1e6
}

/** Value of a gauge among Prometheus metrics. */
export async function gauge(metricsPort: number, name: string): Promise<number> {
  const page = await fetch(`http://127.0.0.1:${metricsPort}/metrics`)
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(await page.text())?.[1])
}

/** Lines on stderr that a node must not write, from a node that logs JSON from `warn` on. */
export function complaints(node: NodeProcess, known: Set<string>): readonly string[] {
  const lines = node.stderr().split('\n').slice(0, -1)
  const fresh = lines.filter((line) => isComplaint(line) && !known.has(line))
  for (const line of fresh) known.add(line)
  return fresh
}

function isComplaint(line: string): boolean {
  // The launcher tells that it builds.
  if (/^plexus: .*…$/.test(line)) return false
  try {
    const { level } = JSON.parse(line) as { readonly level?: unknown }
    return level === 'error'
  } catch {
    return line !== ''
  }
}
