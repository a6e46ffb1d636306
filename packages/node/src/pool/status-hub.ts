import type { Unsubscribe } from '../chain/interface.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { TransactionStatus } from './interface.ts'
import { tagOf } from './tags.ts'

/**
 * Tells the watchers of transactions. Statuses go out on a later tick than the one they arose in,
 * in order and none twice in a row; `finalized` never in the same tick as `inBlock`
 * (spec: 70-rpc §6.1).
 */
export interface StatusHub {
  /** The listener hears `past` first. */
  watch(
    key: string,
    listener: (status: TransactionStatus) => void,
    past?: readonly TransactionStatus[],
  ): Unsubscribe
  isWatched(key: string): boolean
  tell(key: string, status: TransactionStatus): void
  stop(): void
}

export function createStatusHub(clock: Clock, log: Log): StatusHub {
  const watchers = new Map<string, Set<Watcher>>()
  const outbox = new Set<Watcher>()
  let timer: { cancel(): void } | undefined

  function flush(): void {
    timer = undefined
    for (const watcher of [...outbox]) if (deliver(watcher, log)) outbox.delete(watcher)
    if (outbox.size > 0) timer ??= clock.after(0, flush)
  }

  function send(watcher: Watcher, status: TransactionStatus): void {
    const mark = markOf(status)
    if (watcher.last === mark) return
    watcher.last = mark
    watcher.waiting.push(status)
    outbox.add(watcher)
    timer ??= clock.after(0, flush)
  }

  return {
    watch(key, listener, past = []) {
      const watcher: Watcher = { listener, waiting: [], last: '' }
      for (const status of past) send(watcher, status)
      const set = watchers.get(key)
      if (set === undefined) watchers.set(key, new Set([watcher]))
      else set.add(watcher)
      return () => {
        outbox.delete(watcher)
        watcher.waiting.length = 0
        removeWatcher(watchers, key, watcher)
      }
    },
    isWatched: (key) => watchers.has(key),
    tell(key, status) {
      for (const watcher of watchers.get(key) ?? []) send(watcher, status)
      if (TERMINAL.has(status.type)) watchers.delete(key)
    },
    stop() {
      timer?.cancel()
      timer = undefined
      outbox.clear()
      watchers.clear()
    },
  }
}

interface Watcher {
  readonly listener: (status: TransactionStatus) => void
  readonly waiting: TransactionStatus[]
  last: string
}

const TERMINAL: ReadonlySet<TransactionStatus['type']> = new Set([
  'finalized',
  'usurped',
  'dropped',
  'invalid',
])

/** Returns whether everything went out. */
function deliver(watcher: Watcher, log: Log): boolean {
  let included = false
  for (let next = watcher.waiting.shift(); next !== undefined; next = watcher.waiting.shift()) {
    if (next.type === 'finalized' && included) {
      watcher.waiting.unshift(next)
      return false
    }
    included ||= next.type === 'inBlock'
    try {
      watcher.listener(next)
    } catch (error) {
      log('error', 'A transaction watcher failed', { error })
    }
  }
  return true
}

function markOf(status: TransactionStatus): string {
  return 'block' in status ? status.type + tagOf(status.block) : status.type
}

function removeWatcher(watchers: Map<string, Set<Watcher>>, key: string, watcher: Watcher): void {
  const set = watchers.get(key)
  if (set === undefined) return
  set.delete(watcher)
  if (set.size === 0) watchers.delete(key)
}
