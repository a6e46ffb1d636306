import { execFileSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { document } from './document.ts'
import type { Report, Result } from './document.ts'
import { blocks } from './scenarios/blocks.ts'
import { economy } from './scenarios/economy.ts'
import { judging } from './scenarios/judging.ts'
import { models } from './scenarios/models.ts'
import { neurons } from './scenarios/neurons.ts'
import { reads } from './scenarios/reads.ts'
import { roots } from './scenarios/roots.ts'
import { start } from './scenarios/start.ts'
import { transfers } from './scenarios/transfers.ts'
import { up } from './scenarios/up.ts'
import { yuma } from './scenarios/yuma.ts'
import type { Scenario, Size } from './scenario.ts'

/**
 * `npm run bench`: every scenario at full size, or one with `--only`; `--write` keeps the figures and
 * renews docs/performance.md. `npm run bench:check`: a small run of everything, and a comparison of the
 * document with the figures it is generated from.
 */

const SCENARIOS: readonly Scenario[] = [
  start,
  blocks,
  transfers,
  reads,
  roots,
  yuma,
  economy,
  models,
  neurons,
  judging,
  up,
]
const RESULTS = new URL('results.json', import.meta.url)
const DOCUMENT = new URL('../docs/performance.md', import.meta.url)

const { values: flags } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
})

const measured = await measure(flags.check ? 'ci' : 'full')
if (flags.write) {
  const report = merge(await readKept(), measured)
  await writeFile(RESULTS, `${JSON.stringify(report, undefined, 2)}\n`)
  await writeFile(DOCUMENT, document(report))
}
if (flags.check) await checkDocument()

async function measure(size: Size): Promise<readonly Result[]> {
  const chosen = SCENARIOS.filter(({ name }) => flags.only === undefined || name === flags.only)
  const results: Result[] = []
  for (const scenario of chosen) {
    process.stderr.write(`${scenario.name}: ${scenario.about}\n`)
    const figures = await scenario.run(size)
    for (const { name, value, unit, beside } of figures) {
      const other = beside
        ? `  (${beside.name}: ${beside.value.toPrecision(3)} ${beside.unit}, ratio ${(value / beside.value).toPrecision(3)})`
        : ''
      process.stdout.write(`  ${name}: ${value.toFixed(3)} ${unit}${other}\n`)
    }
    const { name, about } = scenario
    results.push({ scenario: name, about, machine: machine(), commit: commit(), figures })
  }
  return results
}

async function readKept(): Promise<Report> {
  return JSON.parse(await readFile(RESULTS, 'utf8')) as Report
}

/** The kept figures, with those of the scenarios that were run in their place. */
function merge(kept: Report, fresh: readonly Result[]): Report {
  const results = SCENARIOS.flatMap(({ name }) => {
    const isOfIt = ({ scenario }: Result): boolean => scenario === name
    return fresh.find(isOfIt) ?? kept.results.find(isOfIt) ?? []
  })
  return { results }
}

async function checkDocument(): Promise<void> {
  if (document(await readKept()) === (await readFile(DOCUMENT, 'utf8'))) {
    process.stdout.write('docs/performance.md is what bench/results.json says\n')
    return
  }
  process.stderr.write(
    'docs/performance.md is not what bench/results.json says: npm run bench -- --write\n',
  )
  process.exitCode = 1
}

function machine(): string {
  const [cpu] = cpus()
  return `${cpus().length} × ${cpu?.model.trim() ?? 'unknown'}, Node ${process.version}, ${process.platform}`
}

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short=12', 'HEAD'], { encoding: 'utf8' }).trim()
  } catch {
    return 'unknown'
  }
}
