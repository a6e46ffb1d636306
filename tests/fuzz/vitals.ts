import { readdirSync, readFileSync } from 'node:fs'
import type { NodeProcess } from '@plexus/testing'

/**
 * Resident memory that a process has for itself, in MB (10⁶ bytes). Pages of the database file
 * are left out: they are the kernel's cache and grow with the chain.
 */
export function residentMb(pid: number): number {
  const kilobytes = /RssAnon:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return (Number(kilobytes) * 1_024) / 1e6
}

/** Open file descriptors of a process. */
export const openFiles = (pid: number): number => readdirSync(`/proc/${pid}/fd`).length

/** What the main thread of a process did since it began, in ms. */
export interface Schedule {
  /** On a processor. */
  readonly ranMs: number
  /** Ready to run while others had the processors. */
  readonly queuedMs: number
}

export function schedule(pid: number): Schedule {
  const [ran, queued] = readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')
  return { ranMs: Number(ran) / 1e6, queuedMs: Number(queued) / 1e6 }
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

/** Whether something becomes true in time. */
export async function until(condition: () => boolean, patienceMs: number): Promise<boolean> {
  const deadline = performance.now() + patienceMs
  while (!condition()) {
    if (performance.now() > deadline) return false
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  return true
}
