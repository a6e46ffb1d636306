import { execFile, spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { ObservedBlock, PlayedExtrinsic } from './play.ts'
import { ORACLE } from './script.ts'
import type { Json, Life } from './script.ts'

/** What the state of a block must be. */
export interface Expectation {
  readonly block: number
  readonly subnets: { readonly [netuid: string]: { readonly [item: string]: Json } }
  /** Since the checkpoint before. */
  readonly extrinsics: readonly PlayedExtrinsic[]
  readonly rules: { readonly [item: string]: Json }
  readonly [part: string]: unknown
}

const MAX_OUTPUT_BYTES = 64 << 20
const OLDEST = [3, 11]

/** Why the oracle cannot be asked on this machine; undefined where it can. */
export function whyNoOracle(): string | undefined {
  const { status, stdout } = spawnSync('python3', ['--version'], { encoding: 'utf8' })
  if (status !== 0) return 'python3 is not there'
  const [major = 0, minor = 0] = (/\d+\.\d+/.exec(stdout)?.[0] ?? '').split('.').map(Number)
  const [needed = 0, least = 0] = OLDEST
  if (major > needed || (major === needed && minor >= least)) return undefined
  return `python3 is ${stdout.trim()}, older than ${OLDEST.join('.')}`
}

/** Asks the oracle what the life must lead to, given the blocks that were made. */
export async function askOracle(
  life: Life,
  observed: ReadonlyMap<number, ObservedBlock>,
): Promise<readonly Expectation[]> {
  const folder = await mkdtemp(join(tmpdir(), 'plexus-life-'))
  try {
    const file = join(folder, 'observed.json')
    await writeFile(file, JSON.stringify(Object.fromEntries(observed)))
    const script = join(folder, 'life.json')
    await writeFile(script, JSON.stringify(life))
    const run = fileURLToPath(new URL('run.py', ORACLE))
    const { stdout } = await promisify(execFile)(
      'python3',
      ['-B', run, script, '--observed', file],
      { maxBuffer: MAX_OUTPUT_BYTES },
    )
    return (JSON.parse(stdout) as { checkpoints: readonly Expectation[] }).checkpoints
  } finally {
    await rm(folder, { recursive: true })
  }
}
