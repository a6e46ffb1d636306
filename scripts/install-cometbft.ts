import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { PINNED_VERSION } from '@plexus/node'
import { cometBinaryPath, findCometBinary } from '../packages/cli/src/run/comet-binary.ts'

/**
 * Builds the pinned CometBFT with Go, outside of the tree, unless it is there. The path of the
 * binary is all that goes to stdout.
 */
function install(): string {
  const known = findCometBinary(process.env, PINNED_VERSION)
  if (known !== undefined) return known
  const path = cometBinaryPath(process.env, PINNED_VERSION)
  mkdirSync(dirname(path), { recursive: true })
  // Without C no compiler of it is needed; Go checks what it fetches against its public log.
  const env = { ...process.env, CGO_ENABLED: '0', GOBIN: dirname(path) }
  const target = `github.com/cometbft/cometbft/cmd/cometbft@v${PINNED_VERSION}`
  execFileSync('go', ['install', target], { env, stdio: ['ignore', 2, 'inherit'] })
  return path
}

try {
  const path = install()
  const version = execFileSync(path, ['version'], { encoding: 'utf8' }).trim()
  if (version !== PINNED_VERSION) throw new Error(`${path} says that it is ${version}`)
  console.log(path)
} catch (error) {
  const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
  const reason = isMissing ? 'Go is not installed' : error instanceof Error ? error.message : ''
  console.error(`error[CometBft]: CometBFT ${PINNED_VERSION} was not installed: ${reason}.`)
  process.exitCode = 1
}
