import { execFile } from 'node:child_process'
import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'

/** The command of a browser, or why there is none. */
export type Chromium = { readonly command: string } | { readonly missing: string }

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const DEBIAN_PACKAGE = 'chromium'
const INSTALL_TIMEOUT_MS = 600_000

/**
 * The Chromium of `PLEXUS_CHROMIUM` or of the path. Where there is none, root on Debian (as on CI)
 * gets Debian's; anybody else is told what to install.
 */
export async function findChromium(log: (line: string) => void): Promise<Chromium> {
  const own = process.env['PLEXUS_CHROMIUM']
  if (own !== undefined) return { command: own }
  const found = await onPath(NAMES)
  if (found !== undefined) return { command: found }
  const apt = await onPath(['apt-get'])
  if (apt === undefined || process.getuid?.() !== 0) {
    return { missing: 'there is no Chromium: install it, or set PLEXUS_CHROMIUM to its command' }
  }
  try {
    log(`installs ${DEBIAN_PACKAGE} with apt-get`)
    await install(apt)
  } catch (error) {
    return { missing: `Chromium cannot be installed (${lastLine(error)}): install it by hand` }
  }
  const installed = await onPath(NAMES)
  if (installed === undefined) return { missing: 'apt-get has installed no Chromium' }
  return { command: installed }
}

async function install(apt: string): Promise<void> {
  const run = promisify(execFile)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const options = { env, timeout: INSTALL_TIMEOUT_MS, maxBuffer: 64 * 1024 * 1024 }
  await run(apt, ['update', '-qq'], options)
  await run(apt, ['install', '-y', '-qq', '--no-install-recommends', DEBIAN_PACKAGE], options)
}

async function onPath(names: readonly string[]): Promise<string | undefined> {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  for (const file of names.flatMap((name) => folders.map((folder) => join(folder, name)))) {
    const isThere = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    )
    if (isThere) return file
  }
  return undefined
}

const lastLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).trim().split('\n').at(-1) ?? ''
