import { execFileSync } from 'node:child_process'
import { cpSync, readdirSync, statSync, truncateSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startNodeProcess } from '@plexus/testing'
import type { NodeProcess } from '@plexus/testing'

const ARGS = ['--chain', 'dev', '--timing', 'fast', '--block-time', '50', '--rpc-port', '0']
/** Exit code of a node that cannot go on until its operator acts (docs/cli.md). */
const REFUSED = 3
const MAX_RUN_MS = 60_000

/** The file is laid out sparsely in advance: all that is in use lies in front. */
const KEPT_BYTES = 96 * 1024

/** A database that lost most of its pages is refused, and not written to. */
export async function truncated(path: string): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'plexus-truncated-'))
  try {
    cpSync(path, copy, { recursive: true })
    const file = join(copy, largestFile(copy))
    truncateSync(file, KEPT_BYTES)
    const size = statSync(file).size
    const node = startNodeProcess(['node', '--path', copy, ...ARGS])
    const { code } = await ended(node)
    expectRefusal('DatabaseDamaged', code, node.stderr())
    if (statSync(file).size !== size) throw new Error('the truncated database was written to')
    return `truncated database: exit ${code}: ${firstLine(node.stderr())}`
  } finally {
    await rm(copy, { recursive: true, force: true })
  }
}

/** A node on a full disk stops with one sentence; with room again it goes on where it was. */
export async function diskFull(): Promise<string> {
  const mount = await mkdtemp(join(tmpdir(), 'plexus-full-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', mount], { stdio: 'ignore' })
  } catch {
    await rm(mount, { recursive: true, force: true })
    if (process.env['CI'] === 'true') throw new Error('a small file system cannot be mounted')
    return 'full disk: skipped, mounting a small file system needs root'
  }
  try {
    const first = startNodeProcess(['node', '--path', join(mount, 'data'), ...ARGS])
    const { code } = await ended(first)
    expectRefusal('DatabaseFull', code, first.stderr())
    const announced = first.announced()
    execFileSync('mount', ['-o', 'remount,size=64m', mount])
    const second = startNodeProcess(['node', '--path', join(mount, 'data'), ...ARGS])
    await second.reached(announced + 1)
    second.kill('SIGTERM')
    await second.ended
    return `full disk at #${announced}: exit ${code}: ${firstLine(first.stderr())}`
  } finally {
    execFileSync('umount', [mount])
    await rm(mount, { recursive: true, force: true })
  }
}

/** The end of a node that must end by itself. */
async function ended(node: NodeProcess): Promise<Awaited<NodeProcess['ended']>> {
  const timer = setTimeout(() => node.kill('SIGKILL'), MAX_RUN_MS)
  const end = await node.ended
  clearTimeout(timer)
  return end
}

/** The node says in one sentence what is wrong with the disk, by name, and calls it no bug. */
function expectRefusal(name: string, code: number | null, message: string): void {
  const [line, ...more] = message.split('\n').filter((text) => text.startsWith('error['))
  const isTold = line?.startsWith(`error[${name}]: `) === true && more.length === 0
  if (code === REFUSED && isTold && !/ {4}at /.test(message)) return
  throw new Error(`not told as ${name}, but with exit code ${String(code)}: ${message}`)
}

const firstLine = (text: string): string => text.trim().split('\n').at(-1) ?? ''

function largestFile(path: string): string {
  const [largest] = readdirSync(path).sort(
    (a, b) => statSync(join(path, b)).size - statSync(join(path, a)).size,
  )
  if (largest === undefined) throw new Error(`${path} is empty`)
  return largest
}
