import type { Running } from '../miner/run-miner.ts'
import { systemClock } from '../ports/clock.ts'
import { errorKind, noLog } from '../ports/log.ts'
import { loopSignal } from '../ports/loop-signal.ts'
import { noMetrics } from '../ports/metrics.ts'
import { windowOf, windowStart } from '../random/window.ts'
import type { Manifest } from '../subnet.ts'
import { createErrands } from './errands.ts'
import type { Errands } from './errands.ts'
import { openLedger } from './ledger.ts'
import type { Ledger } from './ledger.ts'
import type { ValidatorOptions } from './options.ts'
import { openWindow, resumeWindow } from './play-window.ts'
import type { WindowPlay } from './play-window.ts'

/**
 * Validates a subnet: in each window it draws challenges, asks all miners at the same time, judges
 * within `verifyMs`, writes every verdict down, and at the end of the window scores, smooths and
 * sets weights. Killed at any moment it goes on from its store: a verdict that was written counts
 * once, a task without a verdict is asked again. A window that it did not see the end of is scored
 * from what its log holds.
 *
 * @throws SubnetError `StoreOfAnother`, `StoreBroken`
 */
export async function runValidator<Request, Response, Backend, Detail, State>(
  options: ValidatorOptions<Request, Response, Backend, Detail, State>,
): Promise<Running> {
  const ledger = await openLedger(options)
  const { signal, ending } = loopSignal(options.signal)
  const errands = createErrands(ledger, options)
  const finished = Promise.all([
    repeat(signal, options, playStep(ledger, errands, signal, options)),
    repeat(signal, options, (signalled) => errands.run(signalled)),
  ]).then(() => undefined)
  return {
    stop: () => {
      ending.abort()
      return finished
    },
    finished,
  }
}

/** The challenges of a window begin in its first three quarters, evenly. */
export function roundBlock(index: number, window: number, manifest: Manifest): number {
  const { windowBlocks, challengesPerWindow } = manifest
  const span = Math.max(1, Math.floor((windowBlocks * 3) / 4))
  return windowStart(window, windowBlocks) + Math.floor((index * span) / challengesPerWindow)
}

/** A failure, of the chain or the disk, is told and tried again; nothing is lost by it. */
async function repeat(
  signal: AbortSignal,
  options: Pick<ValidatorOptions<never, never, never, never, never>, 'clock' | 'log' | 'pollMs'>,
  step: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const { clock = systemClock, log = noLog, pollMs = 1_000 } = options
  while (!signal.aborted) {
    try {
      await step(signal)
    } catch (error) {
      if (!signal.aborted)
        log('warn', 'A step of the validator failed; trying again', { error: errorKind(error) })
    }
    await clock.sleep(pollMs, signal)
  }
}

function playStep<Request, Response, Backend, Detail, State>(
  ledger: Ledger<State>,
  errands: Errands,
  signal: AbortSignal,
  options: ValidatorOptions<Request, Response, Backend, Detail, State>,
): () => Promise<void> {
  const { subnet, chain, store } = options
  const { manifest } = subnet
  let play: WindowPlay<Detail, State> | undefined
  let nextRound = 0

  const begin = async (window: number) => {
    const { open } = ledger.state()
    const log = open === undefined ? undefined : await store.reopen(open)
    nextRound = 0
    if (log !== undefined) {
      play = resumeWindow(log, options)
      return
    }
    if (window <= (ledger.state().closed ?? -1)) return
    play = await openWindow(window, ledger.state().kit, options)
    await ledger.update((state) => ({ ...state, open: window }))
    errands.windowOpened(window)
  }

  return async () => {
    const window = windowOf(await chain.block({ signal }), manifest.windowBlocks)
    if (play !== undefined && play.window < window) {
      await endWindow(play, ledger, options)
      play = undefined
    }
    if (play === undefined) await begin(window)
    while (play?.window === window && nextRound < manifest.challengesPerWindow) {
      const block = await chain.block({ signal })
      const isOver = windowOf(block, manifest.windowBlocks) > window
      if (signal.aborted || isOver || block < roundBlock(nextRound, window, manifest)) return
      await play.playRound(nextRound, signal)
      if (!signal.aborted) nextRound++
    }
  }
}

async function endWindow<Request, Response, Backend, Detail, State>(
  play: WindowPlay<Detail, State>,
  ledger: Ledger<State>,
  options: ValidatorOptions<Request, Response, Backend, Detail, State>,
): Promise<void> {
  const { log = noLog, metrics = noMetrics } = options
  const end = await play.close()
  await ledger.update(({ open: _open, ...state }) => ({
    ...state,
    kit: end.after,
    closed: play.window,
    root: end.root,
  }))
  metrics.add('plexus_validator_windows_total')
  for (const hotkey of end.convicted) {
    metrics.add('plexus_validator_convictions_total', { reason: 'forged' })
    log('warn', 'A miner showed another answer than it committed to', {
      hotkey,
      window: play.window,
    })
  }
  log('info', 'Window scored', { window: play.window, verdicts: play.verdicts().length })
  options.onWindow?.({
    window: play.window,
    verdicts: play.verdicts(),
    scores: end.scores,
    shares: end.after.shares,
    state: end.after.subnet,
  })
}
