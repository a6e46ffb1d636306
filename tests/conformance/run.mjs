// Runs the conformance suites: released clients, unmodified, against a node process.
//   node tests/conformance/run.mjs [--suite NAME]… [--verbose] [--source]
//   node tests/conformance/run.mjs --engine cometbft [--suite NAME]… [--page]
//   node tests/conformance/run.mjs --newest [--suite NAME]…
//   node tests/conformance/run.mjs --mutations [--only NAME]… [--sample N] [--suite NAME]…
import { parseArgs } from 'node:util'
import { installCometBft, isPageTrue, readRecord, surprises, writePage } from './lib/cometbft.mjs'
import { install, missing, NEWEST, SUITES, titleOf } from './lib/environments.mjs'
import { startLocalnet, startMutant, startNode, startValidator } from './lib/node-process.mjs'
import { runMutations } from './lib/run-mutations.mjs'
import { runSuite } from './lib/run-suite.mjs'
import { table } from './lib/table.mjs'

const { values: flags } = parseArgs({
  options: {
    suite: { type: 'string', multiple: true },
    mutations: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true },
    sample: { type: 'string' },
    // Newer releases of the official clients; their failures are told and are none of ours.
    newest: { type: 'boolean', default: false },
    // The node from its sources instead of the launcher's build.
    source: { type: 'boolean', default: false },
    // Who decides about blocks; with cometbft, what differs must be what is recorded.
    engine: { type: 'string', default: 'solo' },
    // Writes the page of what is recorded, and runs nothing.
    page: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
  },
})
if (flags.page) {
  writePage()
  process.exit(0)
}
const log = (text) => process.stdout.write(`${text}\n`)
if (!['solo', 'cometbft'].includes(flags.engine)) {
  process.stderr.write(`There is no engine "${flags.engine}": choose solo or cometbft.\n`)
  process.exit(2)
}
const isNetwork = flags.engine === 'cometbft'
if (isNetwork) process.env.COMETBFT = installCometBft()

const chosen = choose(flags.suite, offered())
const ready = []
const rows = []
let failed = false

for (const suite of chosen) {
  const reason = missing(suite)
  if (reason === undefined) {
    await install(suite, log)
    ready.push(suite)
    continue
  }
  // A continuous-integration machine has everything; a laptop may lack Python.
  failed ||= Boolean(process.env.CI)
  log(`${titleOf(suite)}: ${process.env.CI ? 'failed' : 'skipped'}, ${reason}`)
  rows.push([titleOf(suite), 0, 0, reason, ''])
}

if (flags.mutations) {
  failed = !(await runMutations(ready, { only: flags.only, sample: flags.sample, log })) || failed
} else {
  rows.push(...(await conformInLanes(ready)))
  log(`\n${table([['suite', 'ok', 'failed', 'result', 'seconds'], ...rows])}`)
  if (isNetwork && !isPageTrue()) {
    failed = true
    log('docs/conformance-cometbft.md is not what is recorded: npm run conformance:cometbft-page')
  }
}
process.exit(failed && !flags.newest ? 1 : 0)

/** The rows of the suites: those on the usual ports of a localnet one after the other, beside the rest. */
async function conformInLanes(suites) {
  const found = new Map()
  const isOnUsualPorts = ({ network }) => network === 'localnet'
  const lanes = [suites.filter(isOnUsualPorts), suites.filter((suite) => !isOnUsualPorts(suite))]
  const work = async (lane) => {
    for (const suite of lane) found.set(suite, await conform(suite))
  }
  await Promise.all(lanes.map(work))
  return suites.map((suite) => found.get(suite))
}

/** Runs one suite on a fresh node; its row in the table. */
async function conform(suite) {
  const title = titleOf(suite)
  const say = (text) => log(`${title}: ${text}`)
  const start = Date.now()
  let node
  try {
    node = await startFor(suite)
    await suite.generate?.(node.ws, log)
    const began = Date.now()
    const result = await runSuite(suite, node.ws, { onTest: (test) => print(test, say) })
    const good = result.tests.filter(({ ok }) => ok).length
    const allPassed = good === result.tests.length
    const ok = isNetwork ? isForeseen(suite, result, say) : result.ok
    if (!ok && (flags.verbose || allPassed)) say(result.noise)
    if (!ok && flags.verbose) say(node.output())
    failed ||= !ok
    const seconds = ((Date.now() - began) / 1000).toFixed(1)
    if (isNetwork) say(await node.executeAgain())
    return [title, good, result.tests.length - good, ok ? 'ok' : 'failed', seconds]
  } catch (error) {
    failed = true
    say(error.message)
    return [title, 0, 0, 'failed', ((Date.now() - start) / 1000).toFixed(1)]
  } finally {
    await node?.stop()
  }
}

/** Whether a suite did in a network what is recorded of it; says what it did not. */
function isForeseen({ name }, { ok, tests }, say) {
  const recorded = readRecord()[name] ?? { tests: 0, differences: {} }
  const lines = surprises(recorded, tests)
  for (const line of lines) say(line)
  // One that ends badly without a failure broke off.
  return lines.length === 0 && (ok || Object.keys(recorded.differences).length > 0)
}

/** A fresh network of the kind that a suite asks for. */
function startFor({ network }) {
  if (network === 'none') return { ws: '', output: () => '', stop: async () => {} }
  if (isNetwork) {
    return startValidator({ onLocalnetPorts: network === 'localnet' })
  }
  if (network === 'localnet') return startLocalnet()
  return flags.source ? startMutant('none') : startNode()
}

function print({ test, ok, seconds, error }, say) {
  say(`${ok ? 'ok    ' : 'failed'} ${seconds.toFixed(2).padStart(6)} s  ${test}`)
  if (!ok) log(error.replace(/^/gm, '           '))
}

/** The suites that the flags choose among: lies are told by nodes on free ports only. */
function offered() {
  if (flags.newest) return NEWEST
  if (isNetwork) return SUITES.filter(({ network }) => network !== 'none')
  return flags.mutations ? SUITES.filter(({ network }) => network === undefined) : SUITES
}

function choose(names, suites) {
  if (names === undefined) return suites
  const unknown = names.find((name) => suites.every((suite) => suite.name !== name))
  if (unknown === undefined) return suites.filter(({ name }) => names.includes(name))
  const known = suites.map(({ name }) => name).join(', ')
  process.stderr.write(`There is no suite "${unknown}": choose from ${known}.\n`)
  process.exit(2)
}
