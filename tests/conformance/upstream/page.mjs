import { readdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { exceptionsOf, readResults, readSuite } from './checkout.mjs'

const PAGE = fileURLToPath(new URL('../../../docs/upstream-suites.md', import.meta.url))

const HEAD = `# Suites of the incumbents

The end-to-end suites that the official clients publish, unmodified, against a local network of this
node. The suites are fetched by the reader and not stored here:

    git clone --branch v10.2.0 https://github.com/opentensor/bittensor
    npm run conformance:upstream -- bittensor

Where a failure was foreseen, it was written down by test before the first run
(\`exceptions.json\` of the suite's folder in \`tests/conformance/upstream\`).
`

/** Writes the page of all suites from their recorded results. */
export function writePage() {
  const folder = fileURLToPath(new URL('.', import.meta.url))
  const suites = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted((a, b) => (a < b ? -1 : 1))
  writeFileSync(PAGE, [HEAD, ...suites.map(sectionOf)].join('\n'))
}

function sectionOf(name) {
  const { title, repository, tag, bar, note } = readSuite(name)
  const results = readResults(name)
  const exceptions = exceptionsOf(name)
  const entries = Object.entries(results)
  const passed = entries.filter(([, { outcome }]) => outcome === 'passed').length
  const rows = entries.map(([id, { outcome, seconds, reason }]) => {
    const why = exceptions[id]?.reason ?? reason?.split('\n')[0] ?? ''
    const cells = [`\`${shortOf(id)}\``, outcome, seconds.toFixed(0), why.replaceAll('|', '\\|')]
    return `| ${cells.join(' | ')} |`
  })
  const total = `${passed} of ${entries.length} pass${bar === undefined ? '' : `; the bar is ${bar}`}.`
  return [
    `## ${title}`,
    '',
    `\`${repository}\` at \`${tag}\`: ${total}`,
    ...(note === undefined ? [] : ['', note]),
    '',
    '| Test | Result | Seconds | Why |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n')
}

/** An id without what all have in common. */
function shortOf(id) {
  return id.replace(/^tests\/e2e_tests\//, '')
}
