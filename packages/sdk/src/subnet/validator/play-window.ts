import { bytesToHex, hexToBytes } from '@plexus/primitives'
import type { Neuron } from '../chain.ts'
import { evidenceRoot } from '../evidence/evidence-root.ts'
import { verdictKey } from '../evidence/window-log.ts'
import type { WindowEnd, WindowHeader } from '../evidence/window-log.ts'
import { collectAnswers } from '../exchange/collect-answers.ts'
import type { Collected, Question } from '../exchange/collect-answers.ts'
import { mapBounded } from '../ports/bounded.ts'
import { systemClock } from '../ports/clock.ts'
import { errorKind, noLog } from '../ports/log.ts'
import { noMetrics } from '../ports/metrics.ts'
import { createTask } from '../random/task.ts'
import { seedBlock, windowSalt } from '../random/window.ts'
import type { Verdict } from '../subnet.ts'
import { closeWindow } from './close-window.ts'
import type { ClosedWindow } from './close-window.ts'
import { judgeAnswer } from './judge-answer.ts'
import { DEFAULT_SMOOTHING } from './kit-state.ts'
import type { KitState } from './kit-state.ts'
import { DEFAULT_VALIDATOR_STAKE, isMiner } from './options.ts'
import type { ValidatorOptions } from './options.ts'
import type { OpenWindow } from './store.ts'

/** A window while it is played. */
export interface WindowPlay<Detail, State> {
  readonly window: number
  /** Asks, judges and logs challenge `index` of all miners that have no verdict on it yet. */
  playRound(index: number, signal: AbortSignal): Promise<void>
  /** Scores the window. The same log always gives the same end. */
  close(): Promise<WindowEnd<State>>
  verdicts(): readonly Verdict<Detail>[]
}

type Options<Request, Response, Backend, Detail, State> = ValidatorOptions<
  Request,
  Response,
  Backend,
  Detail,
  State
>

/** Begins a window, or goes on with one whose log is there. */
export async function openWindow<Request, Response, Backend, Detail, State>(
  window: number,
  before: KitState<State>,
  options: Options<Request, Response, Backend, Detail, State>,
): Promise<WindowPlay<Detail, State>> {
  const { subnet, chain, store, hotkey } = options
  const { name, specVersion, windowBlocks } = subnet.manifest
  const { netuid } = chain
  const seed = await chain.blockHash(seedBlock(window, windowBlocks))
  const neurons = await chain.neurons()
  const least = options.validatorStakeAlphaRao ?? DEFAULT_VALIDATOR_STAKE
  const wanted = options.isMiner ?? ((neuron: Neuron) => isMiner(neuron, least))
  const header: WindowHeader<State> = {
    kind: 'window',
    format: 1,
    subnet: name,
    specVersion,
    netuid,
    validator: hotkey,
    window,
    seed: bytesToHex(hexToBytes(seed)).slice(2),
    salt: bytesToHex(windowSalt(await store.secret(), netuid, window)).slice(2),
    miners: neurons
      .filter((neuron) => neuron.hotkey !== hotkey && wanted(neuron))
      .map((neuron) => [neuron.uid, neuron.hotkey]),
    smoothing: options.smoothing ?? DEFAULT_SMOOTHING,
    before,
  }
  return resumeWindow(await store.open(header), options)
}

/** Goes on with a window from its log. */
export function resumeWindow<Request, Response, Backend, Detail, State>(
  log: OpenWindow<Detail, State>,
  options: Options<Request, Response, Backend, Detail, State>,
): WindowPlay<Detail, State> {
  const { header, end } = log.record
  const verdicts = [...log.record.verdicts]
  const done = new Set(verdicts.map(verdictKey))
  return {
    window: header.window,
    verdicts: () => verdicts,
    async playRound(index, signal) {
      if (end !== undefined) return
      const questions = questionsOf(index, header, await options.chain.neurons(), options).filter(
        ({ task, neuron }) => !done.has(verdictKey({ taskId: task.id, uid: neuron.uid })),
      )
      const { subnet, port, concurrency = 64 } = options
      const { manifest, synapse } = subnet
      const collected = await collectAnswers(questions, {
        manifest,
        synapse,
        port,
        concurrency,
        signal,
      })
      await mapBounded(
        collected,
        async (answer) => {
          const verdict = await judgeOne(answer, header, signal, options)
          // What the end of the loop cut short is no fault of the miner.
          if (signal.aborted) return
          verdicts.push(await log.append(verdict))
          done.add(verdictKey(verdict))
        },
        { concurrency: options.judging ?? 2, signal },
      )
    },
    async close() {
      if (end !== undefined) return end
      const closed = closeOrSkip(header, verdicts, options)
      const made: WindowEnd<State> = { kind: 'end', root: evidenceRoot(verdicts), ...closed }
      await log.finish(made)
      return made
    },
  }
}

/** A subnet whose `score` throws must not hold up the windows to come: this one changes nothing. */
function closeOrSkip<Request, Response, Backend, Detail, State>(
  header: WindowHeader<State>,
  verdicts: readonly Verdict<Detail>[],
  { subnet, log = noLog }: Options<Request, Response, Backend, Detail, State>,
): ClosedWindow<State> {
  const { window, miners, before, smoothing } = header
  try {
    return closeWindow(subnet, { window, miners, verdicts, before, smoothing })
  } catch (error) {
    log('error', 'The subnet cannot score a window; it counts as if nobody had been asked', {
      window,
      error: errorKind(error),
    })
    return { scores: [], convicted: [], after: before }
  }
}

function questionsOf<Request, Response, Backend, Detail, State>(
  index: number,
  header: WindowHeader<State>,
  neurons: readonly Neuron[],
  { subnet }: Options<Request, Response, Backend, Detail, State>,
): readonly Question<Request>[] {
  const { netuid, window } = header
  const origin = {
    netuid,
    window,
    index,
    windowSeed: hexToBytes(header.seed),
    salt: hexToBytes(header.salt),
  }
  const asked = new Map(header.miners)
  const present = neurons.filter(({ uid, hotkey }) => asked.get(uid) === hotkey)
  const draw = (uid?: number) => {
    const task = createTask(uid === undefined ? origin : { ...origin, uid })
    return { task, request: subnet.challenge(task, header.before.subnet) }
  }
  if (!subnet.isShared(index)) return present.map((neuron) => ({ neuron, ...draw(neuron.uid) }))
  const shared = draw()
  return present.map((neuron) => ({ neuron, ...shared }))
}

async function judgeOne<Request, Response, Backend, Detail, State>(
  answer: Collected<Request, Response>,
  header: WindowHeader<State>,
  signal: AbortSignal,
  options: Options<Request, Response, Backend, Detail, State>,
): Promise<Verdict<Detail>> {
  const { subnet, clock = systemClock, metrics = noMetrics, log = noLog } = options
  const startMs = clock.nowMs()
  const state = header.before.subnet
  const verdict = await judgeAnswer(answer, { subnet, state, clock, signal })
  if (answer.outcome.ok)
    metrics.observe('plexus_validator_verify_seconds', (clock.nowMs() - startMs) / 1_000)
  const label = verdict.ok ? 'ok' : (verdict.fault ?? 'wrong')
  metrics.add('plexus_validator_challenges_total', { verdict: label })
  const { uid, taskId, reason, quality, latencyMs } = verdict
  log('debug', 'Answer judged', { uid, taskId, verdict: label, reason, quality, latencyMs })
  return verdict
}
