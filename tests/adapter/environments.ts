import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A Python with a framework. */
export interface Environment {
  readonly python: string
  readonly variables: Readonly<Record<string, string>>
  readonly version: string
}

/** A framework, as an environment or as the reason why there is none. */
export type Prepared = Environment | { readonly missing: string }

/** Where progress goes, line by line. */
export type Log = (line: string) => void

const HERE = fileURLToPath(new URL('.', import.meta.url))
/** The package, with its locked tools. */
export const PYTHON = fileURLToPath(new URL('../../python/', import.meta.url))
/** Environments live outside the tree and are kept. */
const CACHE = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'plexus', 'adapter')

/** TensorFlow for CPU, with Keras, from the locked requirements. */
export async function prepareTensorflow(log: Log): Promise<Prepared> {
  try {
    const python = await installLocked('tensorflow', join(HERE, 'tensorflow.txt'), log)
    return await probe({ python, variables: { TF_CPP_MIN_LOG_LEVEL: '3' } }, 'tensorflow')
  } catch (error) {
    return { missing: `TensorFlow cannot be installed here: ${firstLine(error)}` }
  }
}

/** numpy, and the tools that judge the package itself, from the locked requirements. */
export async function prepareTools(log: Log): Promise<Prepared> {
  try {
    const python = await installLocked('tools', join(PYTHON, 'tools.txt'), log)
    return await probe({ python, variables: {} }, 'numpy')
  } catch (error) {
    return { missing: `The tools of Python cannot be installed here: ${firstLine(error)}` }
  }
}

/** A virtual environment of locked requirements; the path of its Python. */
async function installLocked(name: string, path: string, log: Log): Promise<string> {
  const lock = await readFile(path)
  const place = join(CACHE, name)
  const python = join(place, 'bin', 'python')
  if (await isStamped(place, lock)) return python
  log(`${name}: python3 -m venv, pip install`)
  await rm(place, { recursive: true, force: true })
  await mkdir(place, { recursive: true })
  await run('python3', ['-m', 'venv', place])
  await run(python, ['-m', 'pip', 'install', '--quiet', '--require-hashes', '-r', path])
  await stamp(place, lock)
  return python
}

/**
 * PyTorch for CPU: a Python that has it (`PLEXUS_TORCH_PYTHON`, or `python3`), else Debian's package,
 * unpacked into the cache. The Linux wheels of PyPI bring several gigabytes for GPUs, and are not taken.
 */
export async function prepareTorch(log: Log): Promise<Prepared> {
  const own = process.env['PLEXUS_TORCH_PYTHON'] ?? 'python3'
  const found = await probe({ python: own, variables: {} }, 'torch').catch(() => undefined)
  if (found !== undefined) return found
  try {
    const root = await unpackDebian('python3-torch', join(CACHE, 'torch'), log)
    const variables = debianVariables(root)
    // The package is built for Debian's Python; another build of the same version takes it too.
    const pythons = ['/usr/bin/python3', 'python3'].map((python) => ({ python, variables }))
    return await Promise.any(pythons.map((candidate) => probe(candidate, 'torch')))
  } catch (error) {
    const why =
      error instanceof AggregateError ? error.errors.map(firstLine).join('; ') : firstLine(error)
    return {
      missing: `PyTorch cannot be installed here (${why}): set PLEXUS_TORCH_PYTHON to a Python that has it`,
    }
  }
}

/** Downloads a package with what it needs, and unpacks all of it, without installing anything. */
async function unpackDebian(name: string, place: string, log: Log): Promise<string> {
  const root = join(place, 'root')
  const key = Buffer.from(`${name} 1`)
  if (await isStamped(place, key)) return root
  log(`${name}: apt-get download, dpkg-deb -x`)
  await rm(place, { recursive: true, force: true })
  const lists = join(place, 'lists')
  const archives = join(place, 'archives')
  for (const folder of [lists, archives]) await mkdir(join(folder, 'partial'), { recursive: true })
  const options = [
    `Dir::State::Lists=${lists}`,
    `Dir::Cache=${place}`,
    `Dir::Cache::Archives=${archives}`,
    'Debug::NoLocking=1',
    'APT::Sandbox::User=',
  ].flatMap((option) => ['-o', option])
  await run('apt-get', [...options, 'update', '-qq'])
  const install = ['install', '-y', '-qq', '--download-only', '--no-install-recommends', name]
  await run('apt-get', [...options, ...install])
  await mkdir(root, { recursive: true })
  for (const file of await readdir(archives)) {
    if (file.endsWith('.deb')) await run('dpkg-deb', ['-x', join(archives, file), root])
  }
  for (const folder of [lists, archives]) await rm(folder, { recursive: true })
  await stamp(place, key)
  return root
}

function debianVariables(root: string): Record<string, string> {
  const triplet = process.arch === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu'
  const libraries = join(root, 'usr', 'lib', triplet)
  const paths = [
    libraries,
    join(libraries, 'blas'),
    join(libraries, 'lapack'),
    join(root, 'usr', 'lib'),
    join(root, 'lib', triplet),
  ]
  return {
    LD_LIBRARY_PATH: paths.join(':'),
    PYTHONPATH: join(root, 'usr', 'lib', 'python3', 'dist-packages'),
  }
}

async function probe(
  { python, variables }: Omit<Environment, 'version'>,
  module: string,
): Promise<Environment> {
  const code = `import ${module}, numpy; print(${module}.__version__)`
  const version = await run(python, ['-c', code], variables)
  return { python, variables, version: version.trim() }
}

const stampOf = (place: string): string => join(place, '.plexus-lock')
const digest = (key: Uint8Array): string => createHash('sha256').update(key).digest('hex')

async function isStamped(place: string, key: Uint8Array): Promise<boolean> {
  return existsSync(stampOf(place)) && (await readFile(stampOf(place), 'utf8')) === digest(key)
}

async function stamp(place: string, key: Uint8Array): Promise<void> {
  await writeFile(stampOf(place), digest(key))
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? ''
}

/** Runs a program to its end and gives what it printed; an error with its last words when it fails. */
export function run(
  program: string,
  args: readonly string[],
  variables: Readonly<Record<string, string>> = {},
  cwd?: string,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, ...variables }
    const child = spawn(program, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    let errors = ''
    child.stdout.on('data', (part: Buffer) => (output = (output + part.toString()).slice(-4000)))
    child.stderr.on('data', (part: Buffer) => (errors = (errors + part.toString()).slice(-4000)))
    child.on('error', reject)
    child.on('exit', (code) => {
      if (code === 0) resolve(output)
      else reject(new Error(`${program} ended with ${code}: ${lastWords(errors || output)}`))
    })
  })
}

const lastWords = (text: string): string => text.trim().split('\n').slice(-5).join('\n')
