import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createHasher, createSignatures } from '@plexus/primitives'
import { createHost, createRuntime, localnet, runtimeConfig } from '@plexus/runtime'
import { unifyMetadata, v15 } from '@polkadot-api/substrate-bindings'
import { generateDescriptors } from './descriptors/generate.ts'

/**
 * Writes the sdk's descriptors from the runtime's metadata. With `--check` nothing is written: it
 * fails where writing would change something.
 */

const ROOT = resolve(import.meta.dirname, '..')
const FOLDER = join(ROOT, 'packages/sdk/src/descriptors/generated')

async function main(): Promise<void> {
  const files = format(generateDescriptors(await readMetadata()))
  if (process.argv.includes('--check')) check(files)
  else write(files)
}

async function readMetadata(): Promise<ReturnType<typeof unifyMetadata>> {
  const [hasher, signatures] = await Promise.all([createHasher(), createSignatures()])
  const host = createHost(hasher, signatures)
  const runtime = createRuntime({ host, config: runtimeConfig('normal'), genesis: localnet() })
  const blob = runtime.metadata(15)
  if (blob === undefined) throw new Error('the runtime has no metadata version 15')
  return unifyMetadata(v15.dec(blob.slice(5)))
}

/** The formatter decides how the files look, so it runs before they are compared. */
function format(files: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'plexus-descriptors-'))
  try {
    for (const [name, text] of files) writeFileSync(join(folder, name), text)
    const config = join(ROOT, '.oxfmtrc.json')
    const done = spawnSync('npx', ['oxfmt', '-c', config, folder], { cwd: ROOT, encoding: 'utf8' })
    if (done.status !== 0) throw new Error(`oxfmt failed: ${done.stderr}`)
    return new Map(
      [...files.keys()].map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function check(files: ReadonlyMap<string, string>): void {
  const present = new Set(readdirSync(FOLDER))
  const stale = [...files].filter(
    ([name, text]) => !present.has(name) || readFileSync(join(FOLDER, name), 'utf8') !== text,
  )
  const extra = [...present].filter((name) => !files.has(name))
  const names = [...stale.map(([name]) => name), ...extra]
  if (names.length === 0) {
    console.log(`${files.size} files of descriptors are as the runtime makes them.`)
    return
  }
  console.error(
    `Descriptors differ from the runtime: ${names.join(', ')}. Run: npm run descriptors`,
  )
  process.exitCode = 1
}

function write(files: ReadonlyMap<string, string>): void {
  rmSync(FOLDER, { recursive: true, force: true })
  mkdirSync(FOLDER, { recursive: true })
  for (const [name, text] of files) writeFileSync(join(FOLDER, name), text)
  console.log(`${files.size} files written.`)
}

await main()
