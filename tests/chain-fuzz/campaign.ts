import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { callName } from '@plexus/testing'
import { createHistorySource } from './draw.ts'
import type { DrawnMove, Mode } from './draw.ts'
import { createPlayer, playScript } from './play.ts'
import type { Break, PlayedBlock, PlayedMove, PlayOptions } from './play.ts'
import { callOfMove, listMove, listScript, movesIn, scriptToJson } from './script.ts'
import type { Script } from './script.ts'
import { kindOf, shrink } from './shrink.ts'
import type { Shrunk } from './shrink.ts'
import { didSucceed } from './tally.ts'
import type { Tally } from './tally.ts'
import type { Tools } from './tools.ts'

/** A history that is drawn while it is played. */
export interface HistoryPlan {
  readonly mode: Mode
  readonly seed: number
  readonly blocks: number
  readonly tamper?: PlayOptions['tamper']
}

/** What became of a history. */
export interface History {
  readonly script: Script
  /** Moves that came into blocks. */
  readonly transitions: number
  readonly found: Break | undefined
  /** Calls of the moves of which the model said that they succeed. */
  readonly foreseen: readonly string[]
  /** Those of the moves that did not. */
  readonly surprises: readonly Surprise[]
}

/** A move that did not succeed as the model said. */
export interface Surprise {
  readonly block: number
  readonly played: PlayedMove
}

/** How a history is played. */
export const playOptions = ({
  mode,
  tamper,
}: Pick<HistoryPlan, 'mode' | 'tamper'>): PlayOptions => ({
  invariants: mode !== 'override',
  ...(tamper && { tamper }),
})

/** Draws and plays a history until it breaks. */
export function runHistory(
  tools: Tools,
  plan: HistoryPlan,
  watch?: (block: PlayedBlock) => void,
): History {
  const source = createHistorySource(tools, plan)
  const player = createPlayer(tools, playOptions(plan))
  const blocks: (readonly DrawnMove[])[] = []
  const foreseen: string[] = []
  const surprises: Surprise[] = []
  let [transitions, found]: [number, Break | undefined] = [0, undefined]
  while (blocks.length < plan.blocks && found === undefined) {
    const drawn = source.draw(player.head(), player.next())
    blocks.push(drawn)
    const block = player.play(drawn)
    watch?.(block)
    for (const [at, played] of block.moves.entries()) {
      if (played.included) transitions += 1
      if (drawn[at]?.sure !== true) continue
      foreseen.push(callName(callOfMove(played.move)))
      if (!didSucceed(played)) surprises.push({ block: block.number, played })
    }
    if (block.faults.length > 0) found = { block: block.number, faults: block.faults }
  }
  const script = { blocks: blocks.map((moves) => moves.map(({ by, call }) => ({ by, call }))) }
  return { script, transitions, found, foreseen, surprises }
}

/** Counts a block. */
export function count(tally: Tally, block: PlayedBlock): void {
  for (const { call, outcome } of block.inherents) tally.inherent(call, outcome)
  for (const played of block.moves) tally.add(played)
}

/**
 * Makes a broken history short. PERF: checks cost more than blocks, and a break is looked for where
 * the last moves are; only the result is checked block after block, and where that breaks
 * otherwise, everything is.
 */
export function shrinkHistory(
  tools: Tools,
  plan: Pick<HistoryPlan, 'mode' | 'tamper'>,
  { script, found }: { readonly script: Script; readonly found: Break },
  limit?: number,
): Shrunk {
  const options = playOptions(plan)
  const careful = (each: Script): Break | undefined => playScript(tools, each, options)
  const quick = (each: Script): Break | undefined =>
    playScript(tools, each, { ...options, from: each.blocks.length })
  const shrunk = shrink(script, found, quick, limit)
  const again = careful(shrunk.script)
  return again !== undefined && kindOf(again) === kindOf(found)
    ? { ...shrunk, found: again }
    : shrink(script, found, careful, limit)
}

/** A broken history, shrunk, in a file; gives what is to be said of it. */
export async function reportBreak(
  tools: Tools,
  plan: HistoryPlan,
  history: History & { readonly found: Break },
): Promise<string> {
  const { script, found, tries } = shrinkHistory(tools, plan, history)
  const directory = await mkdtemp(join(tmpdir(), 'plexus-chain-fuzz-'))
  const file = join(directory, `${plan.mode}-${plan.seed}.json`)
  await writeFile(file, scriptToJson(script))
  return [
    `${plan.mode}, seed ${plan.seed}: block ${history.found.block} breaks an invariant`,
    ...history.found.faults.map((fault) => `  ${fault}`),
    `shrunk to ${movesIn(script)} moves in ${tries} tries, in ${file}`,
    listScript(script, tools.names),
    ...found.faults.map((fault) => `  ${fault}`),
  ].join('\n')
}

/** What is to be said of a move that did not succeed as it should. */
export function reportSurprise(tools: Tools, plan: HistoryPlan, surprise: Surprise): string {
  const { block, played } = surprise
  const inner = played.inner.length === 0 ? '' : ` (inside: ${played.inner.join(', ')})`
  return [
    `${plan.mode}, seed ${plan.seed}, block ${block}: ${listMove(played.move, tools.names)}`,
    `  expected ok, came to ${played.outcome}${inner}`,
  ].join('\n')
}
