import { CometBftVersionError } from './errors.ts'

/**
 * Refuses versions with known faults, and those that speak another protocol.
 * @param version as `cometbft version` prints it and Info carries it
 * @throws CometBftVersionError
 */
export function checkVersion(version: string): void {
  const [, major, minor, patch] = /^v?(\d{1,4})\.(\d{1,4})\.(\d{1,4})(?:$|\+)/.exec(version) ?? []
  const oldest = major === '0' ? OLDEST.get(minor ?? '') : undefined
  if (oldest !== undefined && Number(patch) >= oldest) return
  throw new CometBftVersionError(version === '' ? 'without a version' : version.slice(0, 40))
}

/** First good patch of each line: 0.38.21 verifies commits against block time (GHSA-c32p-wcqj-j677). */
const OLDEST: ReadonlyMap<string, number> = new Map([
  ['38', 21],
  ['39', 2],
])
