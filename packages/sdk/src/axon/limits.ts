import { AxonError } from './errors.ts'
import type { AxonLimits } from './options.ts'

const MIB = 1_048_576

const DEFAULTS: AxonLimits = {
  bodyBytes: 8 * MIB,
  headerBytes: 16_384,
  responseBytes: 64 * MIB,
  headersMs: 5_000,
  bodyMs: 10_000,
  keepAliveMs: 30_000,
  timeoutMs: 120_000,
  connections: 1_024,
  connectionsPerAddress: 512,
  concurrency: 8,
  queue: 256,
  replayEntries: 65_536,
  replayEntriesPerHotkey: 256,
  futureMs: 4_000,
  requestsPerSecond: { least: 50, most: 2_000 },
  requestsPerSecondOfAddress: 4_000,
}

/**
 * Fills what is not given.
 *
 * @throws AxonError `InvalidOption` for a limit that is no positive number
 */
export function completeLimits(given: Partial<AxonLimits> = {}): AxonLimits {
  const limits = { ...DEFAULTS, ...given }
  const { least, most } = limits.requestsPerSecond
  const numbers = { ...limits, requestsPerSecond: Math.min(least, most - least + 1) }
  for (const [name, value] of Object.entries(numbers)) {
    if (value > 0) continue
    throw new AxonError('InvalidOption', `the limit ${name} must be a positive number`)
  }
  return limits
}
