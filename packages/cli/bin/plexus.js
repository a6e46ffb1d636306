#!/usr/bin/env node
import { spawnSync } from 'node:child_process'
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
import { fileURLToPath } from 'node:url'

const cli = join(dirname(fileURLToPath(import.meta.url)), '..')

// Only a checkout has sources; an installed package is always built.
if (existsSync(join(cli, 'src'))) buildIfStale(join(cli, '..', '..'))
const { main } = await import('../dist/index.js')
process.exitCode = await main(process.argv.slice(2))

/** Compiles when a source changed since the last build. PERF: ≈ 20 µs a file to find out. */
function buildIfStale(root) {
  const packages = join(root, 'packages')
  const cache = join(root, '.cache')
  const stamp = join(cache, 'build-stamp')
  const rooms = [...reach('cli', packages, new Set())]
  const isBuilt = () => rooms.every((room) => existsSync(join(packages, room, 'dist', 'index.js')))
  const isFresh = () =>
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === fingerprint(root, packages, rooms) &&
    isBuilt()
  if (isFresh()) return

  mkdirSync(cache, { recursive: true })
  const unlock = lock(join(cache, 'build-lock'))
  // Another process may have built while this one waited.
  if (!isFresh()) {
    const before = fingerprint(root, packages, rooms)
    compile(root, isBuilt() ? [] : ['--force'], unlock)
    writeFileSync(stamp, before)
  }
  unlock()
}

function compile(root, flags, unlock) {
  process.stderr.write('plexus: building the sources, once per change …\n')
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  const args = [tsc, '-b', join(root, 'packages', 'cli'), ...flags]
  const isInstalled = existsSync(tsc)
  const run = isInstalled && spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' })
  if (run && run.status === 0) return
  unlock()
  if (run) process.stderr.write(`${run.stdout}${run.stderr}`)
  process.stderr.write(
    run
      ? 'error[Build]: The sources do not compile: correct the errors above and run again.\n'
      : 'error[Build]: The compiler is missing: run "npm ci" first.\n',
  )
  process.exit(1)
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
