import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { count, reportBreak, reportSurprise, runHistory, shrinkHistory } from './campaign.ts'
import type { HistoryPlan } from './campaign.ts'
import { MODES } from './draw.ts'
import type { Mode } from './draw.ts'
import { LEAK_BLOCKS, LEAKS, tamperOf } from './leaks.ts'
import { CANNOT_SUCCEED } from './never.ts'
import { playScript } from './play.ts'
import type { PlayedBlock } from './play.ts'
import { listMove, movesIn, scriptFromJson } from './script.ts'
import { createTally, page, percent, table } from './tally.ts'
import { createTools } from './tools.ts'

/**
 * Random histories of the runtime, with all invariants after every block. A history that breaks one
 * is shrunk to a short script. See README.md for the flags.
 */

const { values: flags } = parseArgs({
  options: {
    transitions: { type: 'string', default: '4000' },
    blocks: { type: 'string', default: '150' },
    seed: { type: 'string', default: '1' },
    mode: { type: 'string' },
    coverage: { type: 'string', default: '0' },
    page: { type: 'string' },
    replay: { type: 'string' },
    trace: { type: 'boolean', default: false },
    leaks: { type: 'boolean', default: false },
  },
})
const tools = await createTools()
const blocks = Number(flags.blocks)
const firstSeed = Number(flags.seed)
const say = (text: string): void => void process.stdout.write(`${text}\n`)

if (flags.replay !== undefined) await replay(flags.replay)
else if (flags.leaks) findLeaks()
else await campaign()

/** Histories in all modes, one after the other, until so many moves were made. */
async function campaign(): Promise<void> {
  const wanted = Number(flags.transitions)
  const modes = flags.mode === undefined ? MODES : [modeOf(flags.mode)]
  const tally = createTally()
  const foreseen = new Map<string, number>()
  const begin = performance.now()
  let [transitions, histories, breaks, surprises] = [0, 0, 0, 0]
  while (transitions < wanted) {
    const mode = modes[histories % modes.length] ?? 'fuzz'
    const plan: HistoryPlan = { mode, seed: firstSeed + histories, blocks }
    const history = runHistory(tools, plan, (block) => count(tally, block))
    transitions += history.transitions
    histories += 1
    surprises += history.surprises.length
    for (const call of history.foreseen) foreseen.set(call, (foreseen.get(call) ?? 0) + 1)
    for (const surprise of history.surprises) say(reportSurprise(tools, plan, surprise))
    if (history.found !== undefined) {
      breaks += 1
      say(await reportBreak(tools, plan, { ...history, found: history.found }))
    }
    const rate = Math.round((transitions * 1000) / (performance.now() - begin))
    process.stderr.write(`  ${histories} histories, ${transitions} transitions, ${rate}/s\n`)
  }
  const summary = tally.summary()
  const covered = percent(summary.succeeded, summary.open)
  const mistaken = summary.counts.filter(
    (each) => each.succeeded > 0 && CANNOT_SUCCEED.has(each.call),
  )
  say(table(summary))
  for (const { call } of mistaken) say(`${call} succeeded, and is listed among those that cannot`)
  const how = `${transitions} random transitions in ${histories} histories, seeds from ${firstSeed}`
  const sure = [...foreseen.values()].reduce((sum, each) => sum + each, 0)
  say(`${sure} moves of ${foreseen.size} calls were foreseen, ${surprises} of them wrongly`)
  say(`${how}: ${breaks} invariant breaks`)
  if (flags.page !== undefined) {
    await writeFile(flags.page, page(summary, `${how}: ${breaks} invariant breaks.`))
  }
  const isCovered = covered >= Number(flags.coverage)
  if (!isCovered) say(`less than ${flags.coverage} % of the calls succeeded`)
  const failed = breaks + surprises + mistaken.length + (isCovered ? 0 : 1)
  conclude(histories, failed)
}

/** A script from a file, or the history of a seed, again. */
async function replay(what: string): Promise<void> {
  const mode = modeOf(flags.mode ?? 'fuzz')
  const watch = flags.trace ? trace : undefined
  if (/^\d+$/.test(what)) {
    const plan = { mode, seed: Number(what), blocks }
    const history = runHistory(tools, plan, watch)
    for (const surprise of history.surprises) say(reportSurprise(tools, plan, surprise))
    if (history.found !== undefined) {
      say(await reportBreak(tools, plan, { ...history, found: history.found }))
    }
    conclude(1, history.surprises.length + (history.found === undefined ? 0 : 1))
    return
  }
  const script = scriptFromJson(await readFile(what, 'utf8'))
  const found = playScript(tools, script, { invariants: true }, watch)
  for (const fault of found?.faults ?? []) say(`block ${found?.block}: ${fault}`)
  conclude(1, found === undefined ? 0 : 1)
}

function trace({ number, moves }: PlayedBlock): void {
  if (moves.length > 0) say(`block ${number}`)
  for (const { move, outcome, inner } of moves) {
    const inside = inner.length === 0 ? '' : ` [${inner.join(', ')}]`
    say(`  ${outcome}${inside} ← ${listMove(move, tools.names)}`)
  }
}

/** Whether each planted leak is found within the length of a history. */
function findLeaks(): void {
  let missed = 0
  for (const leak of LEAKS) {
    const tamper = tamperOf(tools, leak)
    const plan = { mode: 'behave', seed: firstSeed, blocks: LEAK_BLOCKS, tamper } as const
    const { script, found } = runHistory(tools, plan)
    if (found === undefined) {
      missed += 1
      say(`not found within ${LEAK_BLOCKS} blocks: ${leak.name}`)
      continue
    }
    const shrunk = shrinkHistory(tools, plan, { script, found })
    say(
      `found in block ${found.block}: ${leak.name}; ${movesIn(shrunk.script)} moves are left of ` +
        `${movesIn(script)} after ${shrunk.tries} tries: ${shrunk.found.faults[0] ?? ''}`,
    )
  }
  conclude(LEAKS.length, missed)
}

function conclude(all: number, failed: number): void {
  say(`${Math.max(0, all - failed)} passed, ${failed} failed`)
  process.exitCode = failed === 0 ? 0 : 1
}

function modeOf(name: string): Mode {
  const mode = MODES.find((each) => each === name)
  if (mode === undefined) throw new Error(`the modes are ${MODES.join(', ')}`)
  return mode
}
