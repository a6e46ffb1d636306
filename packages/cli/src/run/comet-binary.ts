import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where `npm run install:cometbft` puts a version, outside of every checkout. */
export function cometBinaryPath(
  env: Readonly<Record<string, string | undefined>>,
  version: string,
): string {
  const cache = env['XDG_CACHE_HOME'] ?? join(env['HOME'] ?? homedir(), '.cache')
  return join(cache, 'plexus', 'cometbft', `v${version}`, 'cometbft')
}

/** The installed CometBFT; `undefined` where it is not: it may be in the `PATH`. */
export function findCometBinary(
  env: Readonly<Record<string, string | undefined>>,
  version: string,
): string | undefined {
  const path = cometBinaryPath(env, version)
  return existsSync(path) ? path : undefined
}
