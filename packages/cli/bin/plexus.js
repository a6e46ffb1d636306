#!/usr/bin/env node
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const cli = join(dirname(fileURLToPath(import.meta.url)), '..')

// Only a checkout has sources; an installed package is always built.
const entry = existsSync(join(cli, 'src'))
  ? await bundleIfStale(join(cli, '..', '..'))
  : new URL('../dist/index.js', import.meta.url).href
const { main } = await import(entry)
process.exitCode = await main(process.argv.slice(2))

/**
 * Bundles the sources when one changed since the last time, and gives the address of the result.
 * PERF: ≈ 20 µs a file to find out; loading one file instead of hundreds saves half a second.
 */
async function bundleIfStale(root) {
  const packages = join(root, 'packages')
  const cache = join(root, '.cache')
  const stamp = join(cache, 'bundle-stamp')
  const bundle = join(cache, 'bundle', 'plexus.js')
  const rooms = [...reach('cli', packages, new Set())]
  const isFresh = () =>
    existsSync(bundle) &&
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === fingerprint(root, packages, rooms)
  if (!isFresh()) {
    mkdirSync(cache, { recursive: true })
    const unlock = lock(join(cache, 'bundle-lock'))
    // Another process may have bundled while this one waited.
    if (!isFresh()) {
      const before = fingerprint(root, packages, rooms)
      await makeBundle(root, join(cache, 'bundle'), unlock)
      writeFileSync(stamp, before)
    }
    unlock()
  }
  return pathToFileURL(bundle).href
}

async function makeBundle(root, outdir, unlock) {
  process.stderr.write('plexus: bundling the sources, once per change …\n')
  const entries = [
    ['plexus', join(root, 'packages/cli/src/index.ts')],
    // Threads and processes load their program by its place beside the one that starts them.
    ['worker', join(root, 'packages/node/src/signature/worker.ts')],
    ['side-worker', join(root, 'packages/node/src/side/side-worker.ts')],
    ['found-process', join(root, 'packages/node/src/founding/found-process.ts')],
  ]
  try {
    const { build } = await import('esbuild')
    await build({
      entryPoints: Object.fromEntries(entries.filter(([, path]) => existsSync(path))),
      outdir,
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      conditions: ['source'],
      // They find their native parts beside themselves.
      external: ['lmdb', 'onnxruntime-node', 'onnxruntime-web'],
      // What was written for CommonJS asks for Node's modules by `require`.
      banner: {
        js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
      },
      sourcemap: true,
      logLevel: 'error',
    })
  } catch (error) {
    unlock()
    process.stderr.write(
      error.code === 'ERR_MODULE_NOT_FOUND'
        ? 'error[Build]: The bundler is missing: run "npm ci" first.\n'
        : 'error[Build]: The sources do not bundle: correct the errors above and run again.\n',
    )
    process.exit(1)
  }
}

/** Waits for other builds of this checkout; a lock whose owner has died is taken over. */
function lock(path) {
  for (;;) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' })
      return () => rmSync(path, { force: true })
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      if (isOwnerAlive(path)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20)
      else rmSync(path, { force: true })
    }
  }
}

function isOwnerAlive(path) {
  try {
    // An owner that has not written its number yet reads as 0, the own group, which is alive.
    process.kill(Number(readFileSync(path, 'utf8')), 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** A room and those it stands on. */
function reach(room, packages, seen) {
  if (seen.has(room)) return seen
  seen.add(room)
  const manifest = JSON.parse(readFileSync(join(packages, room, 'package.json'), 'utf8'))
  for (const name of Object.keys(manifest.dependencies ?? {})) {
    if (name.startsWith('@plexus/')) reach(name.slice('@plexus/'.length), packages, seen)
  }
  return seen
}

/** Number of sources and newest change: both, so that a deleted file counts too. */
function fingerprint(root, packages, rooms) {
  let count = 0
  let newest = 0
  const look = (path) => {
    count += 1
    newest = Math.max(newest, statSync(path).mtimeMs)
  }
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`
      if (entry.isDirectory()) walk(path)
      else if (entry.name.endsWith('.ts')) look(path)
    }
  }
  look(join(root, 'tsconfig.base.json'))
  for (const room of rooms) {
    for (const name of ['tsconfig.json', 'package.json']) look(join(packages, room, name))
    walk(join(packages, room, 'src'))
  }
  return `${count} ${newest}`
}
