import { existsSync } from 'node:fs'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { NetworkDirectoryError } from './errors.ts'
import { readNodeConfig } from './node-config.ts'
import type { NodeConfig } from './node-config.ts'
import { malformed, readFields } from './read-json.ts'

/** A node of a network on this machine. */
export interface NetworkNode extends NodeConfig {
  readonly directory: string
}

/** What `plexus network init` made. */
export interface NetworkDirectory {
  readonly path: string
  readonly nodes: readonly NetworkNode[]
  readonly logs: string
}

/** @throws NetworkDirectoryError, MalformedFileError */
export async function openNetwork(path: string): Promise<NetworkDirectory> {
  const file = join(path, MARKER)
  if (!existsSync(file)) {
    throw new NetworkDirectoryError(path, `is no network: make one with "plexus network init"`)
  }
  const names = (await readFields(file, ['nodes'])).get('nodes')
  if (!isNames(names)) throw malformed(file, 'its nodes are no list of names')
  const nodes: NetworkNode[] = []
  for (const name of names) {
    const directory = join(path, name)
    const config = await readNodeConfig(directory)
    if (config === undefined) throw malformed(join(directory, 'node.json'), 'it is missing')
    nodes.push({ ...config, directory })
  }
  return { path, nodes, logs: join(path, 'logs') }
}

/** Says that a directory holds these nodes. */
export function markNetwork(path: string, names: readonly string[]): Promise<void> {
  const text = `${JSON.stringify({ format: 1, nodes: names }, null, 2)}\n`
  return writeFile(join(path, MARKER), text, { mode: 0o600, flag: 'wx' })
}

/**
 * Lets `work` fill a directory that is new or empty; where it fails, nothing of it stays.
 * @throws NetworkDirectoryError where it holds something
 */
export async function fillDirectory<T>(path: string, work: () => Promise<T>): Promise<T> {
  await mkdir(path, { recursive: true, mode: 0o700 })
  const [first] = await readdir(path)
  if (first !== undefined) {
    throw new NetworkDirectoryError(path, `holds files (${first}): name a new directory with --out`)
  }
  try {
    return await work()
  } catch (error) {
    for (const name of await readdir(path)) await rm(join(path, name), { recursive: true })
    throw error
  }
}

const MARKER = 'network.json'

const isNames = (value: unknown): value is readonly string[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((name) => typeof name === 'string' && /^[\w-]{1,50}$/.test(name))
