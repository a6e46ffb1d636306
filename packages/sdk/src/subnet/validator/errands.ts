import { hexToBytes } from '@plexus/primitives'
import { systemClock } from '../ports/clock.ts'
import { errorKind, noLog } from '../ports/log.ts'
import { noMetrics } from '../ports/metrics.ts'
import { SALT_REVEAL_WINDOWS, saltCommitment, windowSalt } from '../random/window.ts'
import type { Ledger } from './ledger.ts'
import type { ValidatorOptions } from './options.ts'
import { sendWeights } from './send-weights.ts'
import { encodeWindowNote } from './window-note.ts'

/** What a validator has to tell the chain, beside the play and as often as it takes. */
export interface Errands {
  /** The note of a window is to be published. A newer one replaces it. */
  windowOpened(window: number): void
  /** Does what is due: reveals at a new block, the newest weights, the newest note. */
  run(signal: AbortSignal): Promise<void>
}

/** Errands are tried again with growing pauses until they succeed or something newer is due. */
export function createErrands<Request, Response, Backend, Detail, State>(
  ledger: Ledger<State>,
  options: ValidatorOptions<Request, Response, Backend, Detail, State>,
): Errands {
  const { chain, store, metrics = noMetrics } = options
  const attempt = createAttempts(options)
  let note: number | undefined
  let lastBlock = -1
  let sentBlock: number | undefined

  const publishWeights = async (block: number) => {
    const { closed, sent, kit } = ledger.state()
    if (closed === undefined || sent === closed) return
    await attempt('weights', closed, async () => {
      if (await sendWeights(chain, kit.shares)) sentBlock = block
      await ledger.update((state) => ({ ...state, sent: closed }))
    })
  }
  const publishNote = async () => {
    if (note === undefined) return
    const window = note
    await attempt('note', window, async () => {
      const secret = await store.secret()
      const saltOf = (of: number) => windowSalt(secret, chain.netuid, of)
      const past = window - SALT_REVEAL_WINDOWS
      const { root } = ledger.state()
      const data = encodeWindowNote({
        window,
        nextSaltCommitment: saltCommitment(saltOf(window + 1)),
        revealedSalt: past < 0 ? new Uint8Array(32) : saltOf(past),
        evidenceRoot: root === undefined ? new Uint8Array(32) : hexToBytes(root),
      })
      await chain.commit(data)
      if (note === window) note = undefined
    })
  }
  return {
    windowOpened(window) {
      note = window
    },
    async run(signal) {
      const block = await chain.block({ signal })
      if (block === lastBlock) return
      lastBlock = block
      await attempt('tick', block, () => chain.tick(block))
      await publishWeights(block)
      await publishNote()
      if (sentBlock !== undefined)
        metrics.set('plexus_validator_weights_age_blocks', block - sentBlock)
    },
  }
}

type Attempt = (errand: string, about: number, work: () => Promise<void>) => Promise<void>

const MAX_PAUSE_MS = 30_000

/** After each failure of the same thing the pause doubles; something newer is tried at once. */
function createAttempts(
  options: Pick<ValidatorOptions<never, never, never, never, never>, 'clock' | 'log' | 'pollMs'>,
): Attempt {
  const { clock = systemClock, log = noLog, pollMs = 1_000 } = options
  const failures = new Map<string, { about: number; count: number; nextMs: number }>()
  return async (errand, about, work) => {
    const failed = failures.get(errand)
    const isSame = failed?.about === about
    if (failed !== undefined && isSame && clock.nowMs() < failed.nextMs) return
    try {
      await work()
      failures.delete(errand)
    } catch (error) {
      const count = isSame && failed !== undefined ? failed.count + 1 : 1
      const pauseMs = Math.min(MAX_PAUSE_MS, pollMs * 2 ** Math.min(count, 10))
      failures.set(errand, { about, count, nextMs: clock.nowMs() + pauseMs })
      log('warn', 'The chain did not take what the validator has to say; trying again', {
        errand,
        about,
        error: errorKind(error),
      })
    }
  }
}
