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

export const schedule = (pid: number | 'thread-self'): Schedule =>
  readSchedule(readFileSync(`/proc/${pid}/schedstat`, 'utf8'))

/**
 * For how long a process was held up by others from now on, in ms, when it is asked: its main thread
 * was ready to run, and then a thread that it may have waited for, while others had the processors.
 */
export function heldUp(pid: number): () => number {
  const [main, others] = [schedule(pid), queuedThreads(pid)]
  return () => {
    const waits = [...queuedThreads(pid)].map(([id, ms]) => ms - (others.get(id) ?? 0))
    return schedule(pid).queuedMs - main.queuedMs + Math.max(0, ...waits)
  }
}

/** How long each thread of a process but the main one was ready to run without a processor, in ms. */
function queuedThreads(pid: number): ReadonlyMap<string, number> {
  const threads = readdirSync(`/proc/${pid}/task`).filter((id) => id !== String(pid))
  return new Map(threads.map((id) => [id, queuedThread(`/proc/${pid}/task/${id}/schedstat`)]))
}

/** A thread may end while one looks. */
function queuedThread(path: string): number {
  try {
    return readSchedule(readFileSync(path, 'utf8')).queuedMs
  } catch {
    return 0
  }
}

/** The text of a `schedstat` file. */
export function readSchedule(text: string): Schedule {
  const [ran, queued] = text.split(' ')
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
  // The launcher tells that it builds, and Node that the fuzzer wants its garbage collected.
  if (/^plexus: .*…$|^Debugger |^For help, see: /.test(line)) return false
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
