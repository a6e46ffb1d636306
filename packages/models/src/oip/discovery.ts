import { lstat, readFile, readdir } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { BackendSpecError, BackendUnreachableError } from '../errors.ts'
import { printable } from '../http/failures.ts'

/** A model that an adapter on this machine serves, as its discovery file says (spec: 87 §4.1). */
export interface DiscoveredModel {
  readonly url: string
  readonly model: string
  /** `tensor`, `classify`, …; those that write text begin with `text.`. */
  readonly task: string
  readonly pid: number
  /** Opens the server; not for logs. */
  readonly token: string
}

/** Where adapters of this user leave their discovery files. */
export function discoveryFolder(environment: NodeJS.ProcessEnv): string {
  const runtime = environment['XDG_RUNTIME_DIR']
  return runtime === undefined || runtime === ''
    ? join(homedir(), '.plexus', 'run', 'adapters')
    : join(runtime, 'plexus', 'adapters')
}

/** Largest discovery file, in bytes; most files looked at. */
const MAX_FILE_BYTES = 16_384
const MAX_FILES = 256

/**
 * The model that an adapter of this user serves now.
 * @param folder of the discovery files
 * @param name which model; may be left out when there is one
 * @throws BackendUnreachableError when there is none, BackendSpecError when there are several
 */
export async function discoverModel(folder: string, name?: string): Promise<DiscoveredModel> {
  const running = await listRunning(folder)
  const named = running.filter(({ model }) => name === undefined || model === name)
  const [found, other] = named
  if (found === undefined) {
    throw new BackendUnreachableError(
      `No adapter serves ${name === undefined ? 'a model' : `the model ${name}`} on this machine: start ` +
        'one with plexus_adapter.serve(model).',
    )
  }
  if (other !== undefined) {
    const names = named.map(({ model }) => model).join(', ')
    throw new BackendSpecError('oip:auto', `adapters serve ${names}; say which: oip:auto/<model>`)
  }
  return found
}

async function listRunning(folder: string): Promise<DiscoveredModel[]> {
  const files = await readdir(folder).catch(() => [])
  const found: DiscoveredModel[] = []
  for (const file of files.filter((entry) => entry.endsWith('.json')).slice(0, MAX_FILES)) {
    const model = await readDiscovery(join(folder, file))
    if (model !== undefined && isRunning(model.pid)) found.push(model)
  }
  return found
}

/** Undefined for a file that another user could have written, or that is no discovery file. */
async function readDiscovery(path: string): Promise<DiscoveredModel | undefined> {
  try {
    const status = await lstat(path)
    const isOurs = process.getuid === undefined || status.uid === process.getuid()
    const isPrivate = process.platform === 'win32' || (status.mode & 0o077) === 0
    if (!status.isFile() || !isOurs || !isPrivate || status.size > MAX_FILE_BYTES) return undefined
    return parseDiscovery(await readFile(path, 'utf8'))
  } catch {
    // It went away between the two looks, or is half written; the adapter replaces it whole.
    return undefined
  }
}

function parseDiscovery(text: string): DiscoveredModel | undefined {
  const json: unknown = JSON.parse(text)
  if (typeof json !== 'object' || json === null) return undefined
  const { url, model, task, pid, token } = json as Record<string, unknown>
  if (typeof url !== 'string' || !URL.canParse(url)) return undefined
  if (!['127.0.0.1', '[::1]', 'localhost'].includes(new URL(url).hostname)) return undefined
  if (typeof model !== 'string' || model !== printable(model) || model === '') return undefined
  if (typeof task !== 'string' || typeof token !== 'string') return undefined
  if (typeof pid !== 'number' || !Number.isSafeInteger(pid) || pid <= 0) return undefined
  return { url, model, task, pid, token }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
