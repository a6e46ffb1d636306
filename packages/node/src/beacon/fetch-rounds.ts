import { equalBytes } from '@plexus/primitives'
import type { BeaconState } from '@plexus/runtime'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { DrandServers } from './drand-servers.ts'
import type { SignedRound } from './signed-round.ts'

/** Fetches rounds as they are published, and keeps them until a block has written them. */
export interface RoundFetcher {
  start(): void
  /** Resolves when no request is open. */
  stop(): Promise<void>
  /** The rounds that come next on a chain in this state, without a gap. */
  due(beacon: BeaconState): readonly SignedRound[]
}

/** What a fetcher works with. */
export interface RoundFetcherModules {
  readonly servers: DrandServers
  /** The beacon of the chain at its head. */
  readonly beacon: () => BeaconState
  readonly clock: Clock
  readonly log: Log
}

/** Rounds that wait for a block: as many as the reference's author fetches for one. */
const MAX_WAITING = 50
/**
 * Rounds of one visit. PERF: each is a request and 50 ms of the main thread; a visit every 3 s
 * catches up 16 times as fast as the beacon goes on.
 */
const MAX_OF_VISIT = 16
const MIN_PAUSE_MS = 1000
const MAX_PAUSE_MS = 60_000

/** A fetcher that visits the servers once a period, and less often while none answers. */
export function createRoundFetcher(modules: RoundFetcherModules): RoundFetcher {
  const { clock, log, beacon } = modules
  const shelf = createShelf()
  let failures = 0
  let stopping: AbortController | undefined
  let timer: ReturnType<Clock['after']> | undefined
  let visiting: Promise<void> = Promise.resolve()

  const visitAfter = (pauseMs: number, signal: AbortSignal): void => {
    timer = clock.after(pauseMs, () => {
      visiting = visit(signal)
    })
  }

  async function visit(signal: AbortSignal): Promise<void> {
    const began = clock.now()
    let periodSeconds = 0
    let went = false
    try {
      periodSeconds = beacon().periodSeconds
      went = await visitServers(modules, shelf, signal)
    } catch (error) {
      log('error', 'Fetching rounds of drand failed', { error })
    }
    if (signal.aborted) return
    failures = went ? 0 : failures + 1
    // From one beginning to the next, so that long visits do not slow a chain that catches up.
    visitAfter(Math.max(pauseOf(periodSeconds, failures) - (clock.now() - began), 0), signal)
  }

  return {
    start() {
      if (stopping !== undefined) return
      stopping = new AbortController()
      visitAfter(0, stopping.signal)
    },
    async stop() {
      stopping?.abort()
      timer?.cancel()
      await visiting
    },
    due: (state) => shelf.due(state),
  }
}

function pauseOf(periodSeconds: number, failures: number): number {
  const pauseMs = Math.max(periodSeconds * 1000, MIN_PAUSE_MS) * 2 ** Math.min(failures, 6)
  return failures === 0 ? pauseMs : Math.min(pauseMs, MAX_PAUSE_MS)
}

/** @returns whether every question had an answer */
async function visitServers(
  { servers, beacon }: RoundFetcherModules,
  shelf: Shelf,
  signal: AbortSignal,
): Promise<boolean> {
  const state = beacon()
  if (shelf.tidy(state) >= MAX_WAITING) return true
  const latest = await servers.ask(state, 'latest', signal)
  if (latest === undefined) return false
  const missing = shelf.missing(state, latest.round)
  if (missing.length === 0) servers.turn()
  for (const round of missing) {
    // In order: a round that comes without those before it is of no use yet.
    const signed = round === latest.round ? latest : await servers.ask(state, round, signal)
    if (signed === undefined) return false
    shelf.put(signed)
  }
  return true
}

/** Fetched rounds by number, all signed by one key. */
interface Shelf {
  /** Throws away what the chain has, or what another key signed. @returns how many are left */
  tidy(beacon: BeaconState): number
  /** What a visit should bring, up to the latest; on a chain without rounds that alone. */
  missing(beacon: BeaconState, latest: bigint): readonly bigint[]
  put(round: SignedRound): void
  due(beacon: BeaconState): readonly SignedRound[]
}

function createShelf(): Shelf {
  const rounds = new Map<bigint, SignedRound>()
  let publicKey = new Uint8Array()

  const tidy = (beacon: BeaconState): number => {
    // Root may have chosen another beacon.
    if (!equalBytes(beacon.publicKey, publicKey)) rounds.clear()
    publicKey = Uint8Array.from(beacon.publicKey)
    for (const round of rounds.keys()) if (round <= beacon.lastRound) rounds.delete(round)
    return rounds.size
  }
  /** The round that the chain should have next; a chain without any takes the first that came. */
  const nextOf = ({ lastRound }: BeaconState): bigint | undefined =>
    lastRound === 0n ? rounds.keys().next().value : lastRound + 1n

  return {
    tidy,
    missing(beacon, latest) {
      const room = Math.min(MAX_OF_VISIT, MAX_WAITING - rounds.size)
      const missing: bigint[] = []
      for (let at = nextOf(beacon) ?? latest; at <= latest && missing.length < room; at += 1n) {
        if (!rounds.has(at)) missing.push(at)
      }
      return missing
    },
    put: (signed) => void rounds.set(signed.round, signed),
    due(beacon) {
      if (rounds.size === 0 || tidy(beacon) === 0) return []
      const due: SignedRound[] = []
      let next = nextOf(beacon)
      for (;;) {
        const signed = next === undefined ? undefined : rounds.get(next)
        if (signed === undefined) return due
        due.push(signed)
        next = signed.round + 1n
      }
    },
  }
}
