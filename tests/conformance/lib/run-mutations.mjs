import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { HERE } from './environments.mjs'
import { startMutant } from './node-process.mjs'
import { inPairs } from './in-pairs.mjs'
import { runSuite } from './run-suite.mjs'
import { table } from './table.mjs'

/**
 * What one test may take on a mutant: lies often end in silence. At least this, in milliseconds, and so
 * many times what the longest test of the suite takes on a node that tells the truth.
 */
const LEAST_TIMEOUT_MS = 6_000
const TIMEOUT_FACTOR = 3

/**
 * Switches on one mutation of the node after the other and runs each suite up to its first
 * failure. Prints the table; true when every suite noticed every mutation.
 */
export async function runMutations(suites, { only, sample, log }) {
  for (const suite of suites) {
    if (suite.generate === undefined) continue
    const node = await startMutant('none')
    try {
      await suite.generate(node.ws, log)
    } finally {
      await node.stop()
    }
  }
  const limits = new Map()
  const truths = await inPairs(suites, (suite) => attempt('none', suite))
  for (const [at, { ok, tests, noise }] of truths.entries()) {
    limits.set(suites[at], limitOf(tests))
    if (ok) continue
    log(`${suites[at].name} fails without any mutation: run npm run test:conformance first`)
    log(tests.find((test) => !test.ok)?.error ?? noise)
    return false
  }
  const names = choose(only, sample)
  const rows = []
  for (const name of names) {
    const tried = await inPairs(suites, (suite) => attempt(name, suite, limits.get(suite)))
    const row = [name, ...tried.map(verdict)]
    rows.push(row)
    log(row.join('  '))
  }
  log(`\n${table([['mutation', ...suites.map(({ name }) => name)], ...rows])}`)
  const missed = rows.flat().filter((cell) => cell === 'missed').length
  const total = names.length * suites.length
  log(`\n${total - missed} of ${total} caught`)
  return missed === 0
}

function limitOf(tests) {
  const longest = Math.max(...tests.map(({ seconds }) => seconds * 1000))
  return Math.max(LEAST_TIMEOUT_MS, Math.ceil(longest * TIMEOUT_FACTOR))
}

/** Without a limit, the suite's own limits count. */
async function attempt(name, suite, testTimeoutMs) {
  const start = Date.now()
  const node = await startMutant(name)
  try {
    const result = await runSuite(suite, node.ws, { failFast: true, testTimeoutMs })
    return { ...result, seconds: (Date.now() - start) / 1000 }
  } finally {
    await node.stop()
  }
}

function verdict({ ok, tests, seconds }) {
  if (ok) return 'missed'
  const failed = tests.findIndex((test) => !test.ok)
  return `caught ${failed < 0 ? 'by its end' : `by test ${failed + 1}`} (${seconds.toFixed(0)} s)`
}

/** The mutations of the list: those named, or every n-th so that `sample` remain, or all. */
function choose(only, sample) {
  const script = join(HERE, 'mutant-node.mjs')
  const args = ['--import', 'tsx', '--conditions=source', script, '--list']
  const listed = spawnSync(process.execPath, args, { cwd: join(HERE, '..', '..') })
  if (listed.status !== 0) throw new Error(listed.stderr.toString())
  const names = listed.stdout.toString().trim().split('\n')
  if (only !== undefined) {
    const unknown = only.find((name) => !names.includes(name))
    if (unknown !== undefined) throw new Error(`There is no mutation "${unknown}".`)
    return only
  }
  if (sample === undefined) return names
  const step = names.length / Math.min(names.length, Number(sample))
  return names.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step))
}
