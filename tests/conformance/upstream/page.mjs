import { readdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { exceptionsOf, findingsOf, readNewest, readResults, readSuite } from './checkout.mjs'

const PAGE = fileURLToPath(new URL('../../../docs/upstream-suites.md', import.meta.url))

const HEAD = `# Suites of the incumbents

The end-to-end suites that the official clients publish, unmodified, against a local network of this
node. The suites are fetched by the reader and not stored here:

    git clone --branch v10.2.0 https://github.com/opentensor/bittensor
    npm run conformance:upstream -- bittensor

or with another suite's repository and release, which stand below its title.

A failure that reading had foreseen was written down before the first run (\`exceptions.json\` of the
suite's folder in \`tests/conformance/upstream\`); what a run has shown is in \`findings.json\`, and
counts as failed.
`

/** Writes the page of all suites from their recorded results. */
export function writePage() {
  const folder = fileURLToPath(new URL('.', import.meta.url))
  const suites = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .filter((name) => Object.keys(readResults(name)).length > 0)
    .toSorted((a, b) => (a < b ? -1 : 1))
  writeFileSync(PAGE, [HEAD, ...suites.map(sectionOf)].join('\n'))
}

function sectionOf(name) {
  const { title, repository, tag, bar, note, newest, newestNote } = readSuite(name)
  const entries = Object.entries(readResults(name))
  const newer = readNewest(name)
  const reported = Object.keys(newer).length > 0
  const reasons = { ...exceptionsOf(name), ...findingsOf(name) }
  const rows = entries.map(([id, result]) => {
    const [test, outcome, ...rest] = cellsOf(name, id, result, reasons)
    return [test, outcome, ...(reported ? [newer[id]?.outcome ?? 'not run'] : []), ...rest]
  })
  const head = ['Test', 'Result', ...(reported ? [`With ${newest}`] : []), 'Seconds', 'Why']
  return [
    `## ${title}`,
    '',
    `\`${repository}\` at \`${tag}\`: ${totalOf(entries, bar)}`,
    ...(note === undefined ? [] : ['', note]),
    ...(reported ? ['', `With ${newest}, reported only: ${newestNote}`] : []),
    '',
    ...[head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`),
    '',
  ].join('\n')
}

/** Tests, and test functions where some run with several parameters. */
function totalOf(entries, bar) {
  const functions = new Map()
  for (const [id, { outcome }] of entries) {
    const name = id.replace(/\[.*/, '')
    functions.set(name, (functions.get(name) ?? true) && outcome === 'passed')
  }
  const passed = entries.filter(([, { outcome }]) => outcome === 'passed').length
  const whole = [...functions.values()].filter(Boolean).length
  const told = `${passed} of ${entries.length} tests pass`
  const both =
    functions.size === entries.length ? told : `${told}, ${whole} of ${functions.size} functions`
  return `${both}${bar === undefined ? '' : ` (asked for: ${bar})`}.`
}

function cellsOf(name, id, { outcome, seconds }, reasons) {
  const foreseen = exceptionsOf(name)[id] !== undefined && findingsOf(name)[id] === undefined
  const told = {
    skipped: 'skipped by the suite',
    failed: foreseen ? 'failed, as foreseen' : 'failed',
  }
  const result = told[outcome] ?? outcome
  const why = outcome === 'passed' ? '' : (reasons[id]?.reason ?? '')
  return [`\`${shortOf(id)}\``, result, seconds.toFixed(0), why.replaceAll('|', '\\|')]
}

/** An id without what all have in common. */
function shortOf(id) {
  return id.replace(/^tests\/e2e_tests\//, '')
}
