import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { HERE } from './environments.mjs'

const RECORD = join(HERE, 'cometbft.json')
const PAGE = join(HERE, '..', '..', 'docs', 'conformance-cometbft.md')

/** The pinned CometBFT, built where it lacks. @throws Error where that cannot be done */
export function installCometBft() {
  const script = join(HERE, '..', '..', 'scripts', 'install-cometbft.ts')
  const args = ['--import', 'tsx', '--conditions=source', script]
  return execFileSync(process.execPath, args, { encoding: 'utf8' }).trim()
}

/** What a suite does against the only validator of a network: its tests, and which fail and why. */
export function readRecord() {
  return JSON.parse(readFileSync(RECORD, 'utf8'))
}

/**
 * What of a result was not foreseen, one line each. A test that fails without a reason counts, and
 * so does a reason whose test passes.
 */
export function surprises({ tests: count, differences }, results) {
  const failed = results.filter(({ ok }) => !ok).map(({ test }) => test)
  const passed = results.filter(({ ok }) => ok).map(({ test }) => test)
  const lines = []
  for (const test of failed)
    if (!(test in differences)) lines.push(`fails and is not listed: ${test}`)
  for (const test of Object.keys(differences)) {
    if (passed.includes(test)) lines.push(`is listed and passes: ${test}`)
    else if (!failed.includes(test)) lines.push(`is listed and did not run: ${test}`)
  }
  if (results.length !== count) lines.push(`${results.length} tests ran instead of ${count}`)
  return lines
}

/** Writes the page of the record. */
export function writePage() {
  writeFileSync(PAGE, page())
}

/** Whether the page says what the record does, however its tables are spaced. */
export function isPageTrue() {
  return existsSync(PAGE) && spaced(readFileSync(PAGE, 'utf8')) === spaced(page())
}

const spaced = (text) => text.replaceAll(/[ -]+/g, ' ')

const HEAD = `# Conformance of a network

The suites of the released clients ([compatibility](compatibility.md)) run unchanged against the only
validator of a network, \`plexus node --engine cometbft\` on the \`localnet\` preset:

    npm run test:conformance -- --engine cometbft

A test whose result differs from that on a node which makes all blocks itself stands here with the
reason. A run fails where any other test fails, where one of these passes, and where the number of
tests is another. This page is written from \`tests/conformance/cometbft.json\` by
\`npm run conformance:cometbft-page\`.

What clients see and no test of theirs minds:

- Blocks come some 50 ms faster or later than asked for: CometBFT waits between a block and the next,
  and its rounds take what they take.
- Finality is one block behind while blocks come within half a second, and half a second behind
  where they take longer; solo is two blocks behind. It is never earlier, because clients such as
  polkadot.js look a block up when they hear of it, and forget it when they hear that it is final.
- \`system_health\` counts the peers of CometBFT and tells whether it still fetches blocks.
`

function page() {
  const entries = Object.entries(readRecord())
  const counts = entries.map(([suite, { tests, differences }]) => {
    const differ = Object.keys(differences).length
    return `| \`${suite}\` | ${tests} | ${tests - differ} | ${differ} |`
  })
  const rows = entries.flatMap(([suite, { differences }]) =>
    Object.entries(differences).map(([test, reason]) => `| \`${suite}\` | ${test} | ${reason} |`),
  )
  return [
    HEAD,
    '| Suite | Tests | Same | Different |',
    '| --- | --- | --- | --- |',
    ...counts,
    '',
    '## Differences',
    '',
    '| Suite | Test | Why |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n')
}
