import type { Clock } from '../../clock.ts'
import type { Log } from '../../log.ts'
import type { CometRpc } from './comet-rpc.ts'

/** What is known of the network, as of the last look. */
export interface NetworkView {
  readonly peers: number
  readonly catchingUp: boolean
  /** Seconds since the last block. */
  readonly standsStillFor: number
}

/** Looks at CometBFT now and then. */
export interface NetworkWatch {
  view(): NetworkView
  start(): void
  stop(): void
}

/** What a watch works with. */
export interface WatchModules {
  readonly comet: Pick<CometRpc, 'status' | 'peers'>
  readonly height: () => number
  readonly clock: Clock
  readonly log: Log
  /** Blocks that are further apart are worth a word. */
  readonly patienceMs: number
}

export function createNetworkWatch(modules: WatchModules): NetworkWatch {
  const { comet, height, clock, log, patienceMs } = modules
  let peers = 0
  let catchingUp = true
  let seen = height()
  let movedAt = clock.now()
  let told = false
  let timer: { cancel(): void } | undefined
  let stopped = true

  async function look(): Promise<void> {
    try {
      const [status, count] = await Promise.all([comet.status(), comet.peers()])
      catchingUp = status.catchingUp
      peers = count
    } catch {
      // It starts, or it is gone: its process is somebody else's to watch.
      catchingUp = true
      peers = 0
    }
    if (stopped) return
    noticeHeight()
    timer = clock.after(EVERY_MS, () => void look())
  }

  function noticeHeight(): void {
    const now = clock.now()
    if (height() !== seen) {
      seen = height()
      movedAt = now
      if (told) log('info', 'Blocks are decided again', { height: seen })
      told = false
    } else if (!told && now - movedAt > patienceMs) {
      told = true
      log('warn', 'No block is decided', { height: seen, forMs: now - movedAt, peers })
    }
  }

  return {
    view: () => ({ peers, catchingUp, standsStillFor: (clock.now() - movedAt) / 1000 }),
    start() {
      stopped = false
      movedAt = clock.now()
      void look()
    },
    stop() {
      stopped = true
      timer?.cancel()
    },
  }
}

const EVERY_MS = 1_000
