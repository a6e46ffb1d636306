import { parseArgs } from 'node:util'
import { launchBrowser } from './browser.ts'
import type { Browser } from './browser.ts'
import { bundlePage } from './bundle-page.ts'
import { compareRoots, RootsDifferError } from './compare-roots.ts'
import { changeAnnouncedKey, changeSignature } from './damage.ts'
import { findChromium } from './find-chromium.ts'
import { encodeHistory } from './history-file.ts'
import type { HistoryBlock } from './history-file.ts'
import { makeHistoryOf } from './make-history.ts'
import type { MadeHistory } from './make-history.ts'
import { replayInBrowser } from './replay-in-browser.ts'
import { createReplayer } from './replay.ts'
import type { BlockRoots } from './replay.ts'
import type { Place } from './report.ts'
import { serve } from './serve.ts'

/**
 * A node makes a history of random transactions; the runtime, bundled for browsers, replays it in
 * Chromium, and each block must come out with the same roots. Then two damaged histories, whose
 * damage must be noticed. `--blocks N --seed S`.
 */

const { values: flags } = parseArgs({
  options: {
    blocks: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
  },
})
const [blocks, seed] = [Number(flags.blocks), Number(flags.seed)]
/** The thread of a page has the same code and other limits; the beginning shows that. */
const PAGE_BLOCKS = 100
const PROGRESS_BLOCKS = 500
const HISTORY = '/history'

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const progress = (line: string): void => void process.stderr.write(`  ${line}\n`)

const chromium = await findChromium(progress)
if ('command' in chromium) process.exitCode = await judge(chromium.command)
else if (process.env['CI'] === 'true') {
  say(`failed: ${chromium.missing}`)
  say('0 passed, 1 failed')
  process.exitCode = 1
} else say(`skipped: ${chromium.missing}`)

async function judge(command: string): Promise<number> {
  const history = await makeHistoryOf(blocks, seed)
  say(`${blocks} blocks (seed ${seed}) with ${history.included} transactions`)
  const nodeSeconds = await replayInNode(history)
  const files = new Map(await bundlePage())
  const server = await serve(files)
  const browser = await launchBrowser(command)
  const cases = casesOf({ browser, origin: server.origin, files, history, nodeSeconds })
  let failed = 0
  for (const [title, run] of cases) {
    try {
      say(`ok     ${title}: ${await run()}`)
    } catch (error) {
      failed += 1
      say(`FAILED ${title}: ${messageOf(error)}`)
    }
  }
  await browser.close()
  await server.close()
  say(`${cases.length - failed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
}

/** What the cases are made of. */
interface Stage {
  readonly browser: Browser
  readonly origin: string
  /** What the server serves; histories are added. */
  readonly files: Map<string, Uint8Array>
  readonly history: MadeHistory
  readonly nodeSeconds: number
}

/** A title, and what says in a few words what was found, or throws. */
type Case = readonly [title: string, run: () => Promise<string>]

function casesOf(stage: Stage): readonly Case[] {
  const { browser, history, nodeSeconds } = stage
  return [
    [
      `equal roots in Node and in a worker of ${browser.version}`,
      async () => {
        const seconds = await replayIn(stage, 'worker', history.blocks)
        return (
          `${blocks} blocks, ${rate(nodeSeconds)} in Node, ${rate(seconds)} in the browser, ` +
          `${(seconds / nodeSeconds).toFixed(2)} × the time`
        )
      },
    ],
    [
      'equal roots on the thread of the page',
      async () => {
        const first = history.blocks.slice(0, PAGE_BLOCKS)
        await replayIn(stage, 'page', first)
        return `${first.length} blocks`
      },
    ],
    [
      'a bit of an announced key is another',
      async () => {
        const damaged = changeAnnouncedKey(history.blocks)
        const error = await failureOf(replayIn(stage, 'worker', damaged.blocks))
        if (error instanceof RootsDifferError && error.block === damaged.block) {
          return `noticed: ${error.message}`
        }
        throw new Error(`not noticed at block ${damaged.block}: ${messageOf(error)}`)
      },
    ],
    [
      'a bit of a signature is another',
      async () => {
        const damaged = changeSignature(history.blocks)
        const error = await failureOf(replayIn(stage, 'worker', damaged.blocks))
        const message = messageOf(error)
        if (new RegExp(`^block ${damaged.block}: extrinsic \\d+ is BadProof$`).test(message)) {
          return `noticed: ${message}`
        }
        throw new Error(`not noticed at block ${damaged.block}: ${message}`)
      },
    ],
    [
      'a page throws',
      async () => {
        const page = 'data:text/html,<script>throw new Error("on purpose")</script>'
        const error = await failureOf(replayInBrowser(browser, page, () => undefined))
        const [reason = ''] = messageOf(error).split('\n', 1)
        if (reason === 'an exception in the page: Error: on purpose') return `noticed: ${reason}`
        throw new Error(`not noticed: ${reason}`)
      },
    ],
  ]
}

/** The seconds that the replay took. @throws Error with the first block that differs */
async function replayIn(
  { browser, origin, files, history: { roots } }: Stage,
  place: Place,
  replayed: readonly HistoryBlock[],
): Promise<number> {
  files.set(HISTORY, encodeHistory(replayed))
  // Genesis is the first of them.
  const comparison = compareRoots(roots.slice(0, replayed.length + 1))
  const page = `${origin}/?place=${place}&history=${HISTORY}`
  const seconds = await replayInBrowser(browser, page, (found) => {
    comparison.check(found)
    tellProgress('browser', found)
  })
  comparison.end()
  return seconds
}

/** The same code in Node, for the time that it takes there. */
async function replayInNode(history: MadeHistory): Promise<number> {
  const replayer = await createReplayer()
  const comparison = compareRoots(history.roots)
  const begin = performance.now()
  for (const found of replayer.replay(history.blocks)) {
    comparison.check(found)
    tellProgress('Node', found)
  }
  comparison.end()
  return (performance.now() - begin) / 1000
}

function tellProgress(where: string, { number }: BlockRoots): void {
  if (number > 0 && number % PROGRESS_BLOCKS === 0)
    progress(`${number} blocks replayed in ${where}`)
}

function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  )
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'nothing was found'
}

function rate(seconds: number): string {
  return `${Math.round(blocks / seconds)} blocks/s`
}
