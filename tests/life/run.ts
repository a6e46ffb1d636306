import { parseArgs } from 'node:util'
import { compare } from './compare.ts'
import type { Difference } from './compare.ts'
import { readState } from './chain-state.ts'
import type { ChainState } from './chain-state.ts'
import { referenceLayout } from './layout.ts'
import { askOracle, whyNoOracle } from './oracle.ts'
import type { Expectation } from './oracle.ts'
import { createPlay } from './play.ts'
import type { PlayedExtrinsic } from './play.ts'
import { createReporter } from './report.ts'
import type { WantedItems } from './report.ts'
import { readLife, textOf } from './script.ts'
import type { Json } from './script.ts'
import { varied } from './vary.ts'

/**
 * Plays the life of `spec/oracle` on a node, asks the oracle what it must lead to, and compares
 * every value at every checkpoint and what became of every extrinsic. `--all` shows all differences,
 * `--seed N` plays the life with more in it.
 */

/** What the oracle derives from other values that it reports. */
const DERIVED = new Set(['price', 'currentEpochWithLookAhead'])
const RAO_PER_TAO = 1_000_000_000n
const FEW = 25
const { values: flags } = parseArgs({
  options: { seed: { type: 'string' }, all: { type: 'boolean', default: false } },
})
const say = (line: string): void => void process.stdout.write(`${line}\n`)
const reason = whyNoOracle()
if (reason === undefined) process.exitCode = await judge()
else if (process.env['CI'] === 'true') {
  say(`failed: ${reason}`)
  say('0 passed, 1 failed')
  process.exitCode = 1
} else say(`skipped: ${reason}`)

async function judge(): Promise<number> {
  const seed = flags.seed === undefined ? undefined : Number(flags.seed)
  const life = seed === undefined ? readLife() : varied(readLife(), seed)
  const play = await createPlay(life, { lenient: seed !== undefined })
  const layout = referenceLayout()
  const states = new Map<number, ChainState>()
  for (let block = 1; block <= life.end; block += 1) {
    const hash = await play.next()
    if (life.checkpoints.includes(block)) {
      states.set(block, await readState(play.request, play.hasher, layout, hash))
    }
  }
  const reporter = createReporter(life, play.request)
  const expectations = await askOracle(play.played(), play.observed)
  let failed = 0
  for (const expectation of expectations) {
    const { block } = expectation
    const state = states.get(block)
    if (state === undefined) throw new Error(`block ${block} is no checkpoint`)
    const { extrinsics, ...expected } = expectation
    const got = await reporter.report(state, block, wantedItems(expectation))
    const { equal, differences } = compare(comparable(expected), got)
    for (const each of few(differences)) say(`  ${describe(each)}`)
    say(`block ${block}: ${equal} values equal, ${differences.length} different`)
    if (differences.length > 0) failed += 1
    if (!sameOutcomes(extrinsics, play.extrinsics)) failed += 1
  }
  await play.stop()
  say(`${2 * expectations.length - failed} passed, ${failed} failed`)
  return failed > 0 ? 1 : 0
}

/** The items that the oracle names, whatever it says of them. */
function wantedItems({ rules, subnets }: Expectation): WantedItems {
  const all = Object.values(subnets)
  const single = all.flatMap((subnet) =>
    Object.entries(subnet).flatMap(([name, value]) =>
      (typeof value === 'object' && value !== null) || DERIVED.has(name) ? [] : [name],
    ),
  )
  return {
    rules: Object.keys(rules),
    subnet: [...new Set(single)],
    subnetRules: Object.keys(all[0]?.['rules'] ?? {}),
  }
}

/** The oracle's report as far as a client sees it: prices in rao, as the runtime API gives them. */
function comparable(expected: Readonly<Record<string, unknown>>): Json {
  const subnets = Object.entries(expected['subnets'] as Expectation['subnets']).map(
    ([netuid, subnet]) => {
      const kept = Object.entries(subnet).filter(([name]) => !DERIVED.has(name))
      const rao = (BigInt(textOf(subnet['price'])) * RAO_PER_TAO) >> 64n
      return [netuid, { ...Object.fromEntries(kept), price: String(rao) }]
    },
  )
  return { ...(expected as Record<string, Json>), subnets: Object.fromEntries(subnets) }
}

function sameOutcomes(
  expected: readonly PlayedExtrinsic[],
  all: readonly PlayedExtrinsic[],
): boolean {
  let wrong = 0
  for (const { block, index, call, error, inner = [] } of expected) {
    const got = all.find((each) => each.block === block && each.index === index)
    // What fails as a whole leaves no word of its items.
    const items = error === null ? inner : []
    if (got?.error === error && String(got.inner ?? []) === String(items)) continue
    wrong += 1
    say(
      `  ${block}.${index} ${call}: expected ${words(error, items)}, got ${words(got?.error, got?.inner)}`,
    )
  }
  say(`  ${expected.length - wrong} outcomes equal, ${wrong} different`)
  return wrong === 0
}

function words(error: string | null = 'nothing', inner: readonly (string | null)[] = []): string {
  const items = inner.length > 0 ? ` (${inner.map((each) => each ?? 'ok').join(', ')})` : ''
  return (error ?? 'ok') + items
}

function few(all: readonly Difference[]): readonly Difference[] {
  return flags.all ? all : all.slice(0, FEW)
}

function describe({ path, expected, got }: Difference): string {
  return `${path}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(got)}`
}
