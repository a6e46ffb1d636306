import type { Running } from '../miner/run-miner.ts'
import { systemClock } from '../ports/clock.ts'
import { errorKind, noLog } from '../ports/log.ts'
import type { KitLog } from '../ports/log.ts'
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
  const player = createPlayer(ledger, errands, signal, options)
  const finished = Promise.all([
    repeat(signal, options, player.step).then(player.ended),
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

/** Plays one window after the other. */
interface Player {
  step(): Promise<void>
  /** When nothing is under way any more. */
  ended(): Promise<void>
}

function createPlayer<Request, Response, Backend, Detail, State>(
  ledger: Ledger<State>,
  errands: Errands,
  signal: AbortSignal,
  options: ValidatorOptions<Request, Response, Backend, Detail, State>,
): Player {
  const { subnet, chain, store, log } = options
  const { manifest } = subnet
  let play: WindowPlay<Detail, State> | undefined
  let rounds: Rounds | undefined

  const begin = async (window: number) => {
    const { open } = ledger.state()
    const known = open === undefined ? undefined : await store.reopen(open)
    if (known !== undefined) play = resumeWindow(known, options)
    else if (window > (ledger.state().closed ?? -1)) {
      play = await openWindow(window, ledger.state().kit, options)
      await ledger.update((state) => ({ ...state, open: window }))
      errands.windowOpened(window)
    }
    rounds = play && createRounds(play, { manifest, signal, log })
  }

  return {
    ended: async () => rounds?.ended(),
    async step() {
      const block = await chain.block({ signal })
      const window = windowOf(block, manifest.windowBlocks)
      if (play !== undefined && play.window < window) {
        await rounds?.ended()
        if (signal.aborted) return
        await endWindow(play, ledger, options)
        play = undefined
      }
      if (play === undefined) await begin(window)
      if (play?.window === window) rounds?.startUntil(block)
    },
  }
}

/** The rounds of one window. They overlap: a miner that takes all its time delays nobody else. */
interface Rounds {
  /** Starts those that are due and not yet played. */
  startUntil(block: number): void
  /** When none is under way. */
  ended(): Promise<void>
}

function createRounds(
  play: Pick<WindowPlay<unknown, unknown>, 'window' | 'playRound'>,
  context: {
    readonly manifest: Manifest
    readonly signal: AbortSignal
    readonly log: KitLog | undefined
  },
): Rounds {
  const { manifest, signal, log = noLog } = context
  const waiting = new Set(Array.from({ length: manifest.challengesPerWindow }, (_, index) => index))
  const underWay = new Set<Promise<void>>()
  const start = (index: number): void => {
    waiting.delete(index)
    const round = play
      .playRound(index, signal)
      .catch((error: unknown) => {
        // What has a verdict by now is not asked again.
        waiting.add(index)
        if (signal.aborted) return
        log('warn', 'A round failed; trying again', { index, error: errorKind(error) })
      })
      .finally(() => underWay.delete(round))
    underWay.add(round)
  }
  return {
    startUntil(block) {
      for (const index of waiting) {
        if (!signal.aborted && block >= roundBlock(index, play.window, manifest)) start(index)
      }
    },
    ended: () => Promise.all(underWay).then(() => undefined),
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
