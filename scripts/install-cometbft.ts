import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { parseArgs } from 'node:util'
import { PINNED_VERSION } from '@plexus/node'
import { cometBinaryPath, findCometBinary } from '../packages/cli/src/run/comet-binary.ts'

/**
 * Builds a CometBFT with Go, outside of the tree, unless it is there: the pinned version, or
 * `--version X.Y.Z`. The path of the binary is all that goes to stdout.
 */
const { values: flags } = parseArgs({
  options: { version: { type: 'string', default: PINNED_VERSION } },
})

function install(version: string): string {
  const known = findCometBinary(process.env, version)
  if (known !== undefined) return known
  const path = cometBinaryPath(process.env, version)
  mkdirSync(dirname(path), { recursive: true })
  // Without C no compiler of it is needed; Go checks what it fetches against its public log.
  const env = { ...process.env, CGO_ENABLED: '0', GOBIN: dirname(path) }
  const target = `github.com/cometbft/cometbft/cmd/cometbft@v${version}`
  execFileSync('go', ['install', target], { env, stdio: ['ignore', 2, 'inherit'] })
  return path
}

try {
  if (!/^\d+\.\d+\.\d+$/.test(flags.version)) throw new Error('a version is three numbers: 0.38.25')
  const path = install(flags.version)
  const found = execFileSync(path, ['version'], { encoding: 'utf8' }).trim()
  if (found !== flags.version) throw new Error(`${path} says that it is ${found}`)
  console.log(path)
} catch (error) {
  const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
  const reason = isMissing ? 'Go is not installed' : error instanceof Error ? error.message : ''
  console.error(`error[CometBft]: CometBFT ${flags.version} was not installed: ${reason}.`)
  process.exitCode = 1
}
