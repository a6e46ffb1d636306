import { spawn } from 'node:child_process'
import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { devNull, tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { install as installSuite } from '../lib/environments.mjs'
import { startNode } from '../lib/node-process.mjs'

export const kind = 'moonwall'

const HERE = fileURLToPath(new URL('.', import.meta.url))
/** Where a checkout of subtensor has its suites. */
const TESTS = 'ts-tests'
/** What a reader's own runs leave there. */
const LEFTOVERS = new Set(['node_modules', '.papi', 'specs', 'tmp'])
/** Longest run of one suite, in milliseconds. */
const SUITE_TIMEOUT_MS = 45 * 60_000
/** Time between two looks at the report, in milliseconds. */
const LOOK_MS = 500
/** Node 20 has the WebSocket that PAPI expects only behind this flag. */
const NODE_FLAGS = ['--experimental-websocket', '--no-warnings']

/** The one release of subtensor whose suites are known. */
export function identify(checkout) {
  return existsSync(join(checkout, TESTS, 'moonwall.config.json')) ? 'subtensor-425' : undefined
}

/** Installs Moonwall and the clients that the suites use. */
export async function install(suite, log) {
  for (const folder of foldersOf(suite)) {
    await installSuite({ kind: 'npm', name: `upstream/${folder}` }, log)
  }
}

/** Folders with what is installed; a later one goes before an earlier one. */
function foldersOf({ name, withNewest }) {
  return withNewest ? [name, `${name}/newest`] : [name]
}

/** The tests that the files declare. */
export function collect({ suites }, checkout) {
  return suites.flatMap((suite) =>
    testsOf(join(checkout, TESTS, 'suites', suite)).map(({ id }) => `${suite}/${id}`),
  )
}

/**
 * Runs tests on a fresh node per suite, a suite's files one after the other as their project does:
 * later tests build on what earlier ones set.
 */
export async function runTogether(suite, checkout, ids, { logs, onResult }) {
  const copy = copyOf(checkout, suite)
  try {
    for (const name of suite.suites) {
      const chosen = ids.filter((id) => id.startsWith(`${name}/`))
      if (chosen.length > 0) await runSuite({ suite, name, copy, chosen, logs, onResult })
    }
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

async function runSuite({ suite, name, copy, chosen, logs, onResult }) {
  const node = await startNode()
  try {
    await generateDescriptors(copy, node.ws)
    const report = join(copy, 'tmp', `${name}.jsonl`)
    const log = logs === undefined ? devNull : join(logs, `${name}.log`)
    const run = spawnMoonwall({ suite, name, copy, chosen, log, report, ws: node.ws })
    const missing = await follow(run, report, { name, chosen, onResult })
    for (const id of missing) onResult(id, { outcome: 'failed', seconds: 0, reason: 'not run' })
  } finally {
    await node.stop()
  }
}

/** Hands on each result as it is reported, until the run ends; the ids of tests without one. */
async function follow(run, report, { name, chosen, onResult }) {
  const missing = new Set(chosen)
  const end = run.then(() => true)
  let lines = 0
  let ended = false
  while (true) {
    const written = existsSync(report) ? readFileSync(report, 'utf8').split('\n').slice(0, -1) : []
    for (const line of written.slice(lines)) {
      const { file, suite, test, ...result } = JSON.parse(line)
      const id = `${name}/${idOf(basename(file), suite, test)}`
      if (missing.delete(id)) onResult(id, result)
    }
    lines = written.length
    if (ended) return missing
    const pause = new Promise((resolve) => setTimeout(resolve, LOOK_MS, false))
    ended = await Promise.race([end, pause])
  }
}

/** Starts Moonwall; the promise resolves when it has ended, by itself or after the longest time. */
function spawnMoonwall({ suite, name, copy, chosen, log, report, ws }) {
  const folder = join(HERE, suite.name)
  const cli = join(folder, 'node_modules', 'moonwall', 'moonwall.mjs')
  const config = join(folder, 'moonwall.config.json')
  const all = testsOf(join(copy, 'suites', name))
  const wanted = all.filter(({ id }) => chosen.includes(`${name}/${id}`))
  const pattern = wanted.length === all.length ? [] : [wanted.map(({ grep }) => grep).join('|')]
  const sink = openSync(log, 'w')
  const child = spawn(
    process.execPath,
    [...NODE_FLAGS, cli, 'test', name, ...pattern, '-c', config],
    {
      cwd: copy,
      env: {
        ...process.env,
        PLEXUS_WS: ws,
        PLEXUS_REPORT: report,
        PLEXUS_REPORTER: join(folder, 'report.mjs'),
      },
      stdio: ['ignore', sink, sink],
    },
  )
  closeSync(sink)
  const timer = setTimeout(() => child.kill('SIGKILL'), SUITE_TIMEOUT_MS)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  }).finally(() => clearTimeout(timer))
}

/** A copy of the checkout's tests, so that nothing is written into the checkout itself. */
function copyOf(checkout, suite) {
  const copy = mkdtempSync(join(tmpdir(), 'plexus-moonwall-'))
  const source = join(checkout, TESTS)
  const filter = (path) => path === source || !LEFTOVERS.has(basename(path))
  cpSync(source, copy, { recursive: true, filter })
  mkdirSync(join(copy, 'tmp'))
  const modules = join(copy, 'node_modules')
  for (const folder of foldersOf(suite)) link(join(HERE, folder, 'node_modules'), modules)
  // Among the packages are the descriptors, which the node generates.
  symlinkSync(join(copy, '.papi', 'descriptors'), join(modules, '@polkadot-api', 'descriptors'))
  return copy
}

/** Links every package of a folder into another, in place of what has its name there. */
function link(source, target) {
  mkdirSync(target, { recursive: true })
  for (const entry of readdirSync(source)) {
    const path = join(target, entry)
    if (entry.startsWith('@')) {
      link(join(source, entry), path)
      continue
    }
    rmSync(path, { force: true })
    symlinkSync(join(source, entry), path)
  }
}

/** What the suites' `generate-types.sh` does, with the node that runs already. */
async function generateDescriptors(copy, ws) {
  const folder = join(copy, '.papi')
  if (existsSync(folder)) return
  mkdirSync(folder)
  // The package is linked already; PAPI would ask the suites' package manager to.
  const options = { noDescriptorsPackage: true }
  const empty = { version: 0, descriptorPath: '.papi/descriptors', entries: {}, options }
  writeFileSync(join(folder, 'polkadot-api.json'), JSON.stringify(empty))
  await papi(copy, ['add', 'subtensor', '--wsUrl', ws, '--skip-codegen'])
  await papi(copy, [])
}

function papi(copy, args) {
  const folder = join(copy, 'node_modules', 'polkadot-api')
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const child = spawn(process.execPath, [...NODE_FLAGS, join(folder, bin.papi), ...args], {
    cwd: copy,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const keep = (chunk) => {
    output = (output + chunk).slice(-4000)
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`papi ${args.join(' ')} ended with ${code}:\n${output}`))
    })
  })
}

/** Tests of a suite's files, in their order: the id, and a pattern that only its title matches. */
function testsOf(folder) {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.test.ts'))
    .toSorted((a, b) => (a < b ? -1 : 1))
    .flatMap((file) => {
      const text = readFileSync(join(folder, file), 'utf8')
      const suite = /describeSuite\(\{\s*id: "([^"]+)"/.exec(text)[1]
      const tests = [...text.matchAll(/\bit\(\{\s*id: "([^"]+)"/g)]
      return tests.map(([, test]) => ({ id: `${file}::${test}`, grep: `${suite}${test} ` }))
    })
}

/** The id of a test from what Moonwall calls it: an icon, the suite's id and its own, a title. */
function idOf(file, suite, test) {
  const suiteId = suite.split(/\s+/)[1]
  return `${file}::${test.split(/\s+/)[1].slice(suiteId.length)}`
}
