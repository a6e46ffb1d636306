// Runs the public end-to-end suites of released clients, unmodified, against this network.
//   node tests/conformance/upstream/run.mjs CHECKOUT [--only PATTERN] [--json FILE] [--logs DIR]
//   node tests/conformance/upstream/run.mjs CHECKOUT --newest […]
//   node tests/conformance/upstream/run.mjs CHECKOUT --list
//   node tests/conformance/upstream/run.mjs --page
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { table } from '../lib/table.mjs'
import { exceptionsOf, resultsPath, suiteOf, UsageError } from './checkout.mjs'
import { kindOf } from './kinds.mjs'
import { writePage } from './page.mjs'

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    // Tests whose id contains this only.
    only: { type: 'string' },
    // Results by id; those of other tests that the file has are kept.
    json: { type: 'string' },
    // Outcomes and times into the results of the suite that are kept here.
    record: { type: 'boolean', default: false },
    // A file per test with all that it printed.
    logs: { type: 'string' },
    list: { type: 'boolean', default: false },
    // Runs what is written down to wait for ever, too.
    endless: { type: 'boolean', default: false },
    // The newest released client instead of the suite's own; what fails is told and no more.
    newest: { type: 'boolean', default: false },
    // Writes docs/upstream-suites.md from the recorded results.
    page: { type: 'boolean', default: false },
  },
})
const log = (text) => process.stdout.write(`${text}\n`)

try {
  if (flags.page) writePage()
  else process.exitCode = await main()
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
}

async function main() {
  if (positionals.length !== 1) {
    throw new UsageError('Say where the checkout is: npm run conformance:upstream -- CHECKOUT')
  }
  const checkout = resolve(positionals[0])
  const suite = clientOf(suiteOf(checkout))
  const kind = kindOf(suite)
  await kind.install(suite, log)
  const all = await kind.collect(suite, checkout)
  const chosen = all.filter((id) => flags.only === undefined || id.includes(flags.only))
  if (flags.list) {
    log(chosen.join('\n'))
    return 0
  }
  const title = flags.newest ? `${suite.title}, ${suite.newest}` : suite.title
  log(`${title}: ${chosen.length} of ${all.length} tests`)
  if (flags.logs !== undefined) mkdirSync(flags.logs, { recursive: true })
  const results = await runAll(suite, checkout, chosen)
  return conclude(suite, results)
}

/** The suite, and whether it judges the newest client. */
function clientOf(suite) {
  if (flags.newest && suite.newest === undefined) {
    throw new UsageError(`No newer client for ${suite.title} is known here.`)
  }
  return { ...suite, withNewest: flags.newest }
}

async function runAll(suite, checkout, ids) {
  if (kindOf(suite).runTogether !== undefined) return runTogether(suite, checkout, ids)
  const results = {}
  for (const [index, id] of ids.entries()) {
    const result = await runOne(suite, checkout, id)
    results[id] = result
    tell(suite, id, result, `${index + 1}/${ids.length}`)
  }
  return results
}

/** Of a kind whose tests build on each other. */
async function runTogether(suite, checkout, ids) {
  const results = {}
  const onResult = (id, result) => {
    results[id] = result
    tell(suite, id, result, `${Object.keys(results).length}/${ids.length}`)
  }
  const logs = flags.logs && resolve(flags.logs)
  await kindOf(suite).runTogether(suite, checkout, ids, { logs, onResult })
  return results
}

function tell(suite, id, result, place) {
  const { outcome, seconds, reason } = result
  log(`${place.padStart(7)}  ${outcome.padEnd(7)} ${seconds.toFixed(1).padStart(6)} s  ${id}`)
  if (reason !== undefined) log(reason.replace(/^/gm, '           '))
  if (flags.json !== undefined) keep(flags.json, id, result)
  if (flags.record) keep(resultsPath(suite), id, { outcome, seconds })
}

function runOne(suite, checkout, id) {
  const exception = exceptionsOf(suite.name)[id]
  if (exception?.endless && !flags.endless) {
    return { outcome: 'not run', seconds: 0, reason: exception.reason }
  }
  return kindOf(suite).run(suite, checkout, id, { logs: flags.logs && resolve(flags.logs) })
}

/** Puts a result into a file: a run may be cut short, or have a part of the tests only. */
function keep(path, id, result) {
  const known = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}
  const sorted = Object.entries({ ...known, [id]: result }).toSorted(([a], [b]) => (a < b ? -1 : 1))
  writeFileSync(path, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`)
}

/** Tells the totals; 1 where a test failed that is no exception. */
function conclude(suite, results) {
  const exceptions = exceptionsOf(suite.name)
  const entries = Object.entries(results)
  const failed = entries.filter(([, { outcome }]) => outcome === 'failed')
  const unexpected = failed.filter(([id]) => exceptions[id] === undefined)
  const count = (wanted) => entries.filter(([, { outcome }]) => outcome === wanted).length
  const rows = [
    ['passed', count('passed')],
    ['failed, as foreseen', failed.length - unexpected.length],
    ['failed', unexpected.length],
    ['skipped by the suite', count('skipped')],
    ['not run, as they wait for ever', count('not run')],
  ]
  log(`\n${table([['result', 'tests'], ...rows])}`)
  for (const [id] of unexpected) log(`not foreseen: ${id}`)
  for (const [id, { outcome }] of entries) {
    if (outcome === 'passed' && exceptions[id] !== undefined) log(`passed all the same: ${id}`)
  }
  return unexpected.length === 0 || flags.newest ? 0 : 1
}
