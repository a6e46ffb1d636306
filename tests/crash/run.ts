import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createRandom } from '@plexus/testing'
import { diskFull, truncated } from './damage.ts'
import { inspectChain } from './inspect-chain.ts'
import { killUnderLoad } from './kill-under-load.ts'
import type { Acknowledged } from './kill-under-load.ts'

/**
 * Kills a node with SIGKILL at random moments under load and looks at what is left: the head that
 * was announced last or a later one, every finalised transaction, none twice, and the state roots
 * of a clean replay. Then a full disk and a truncated database. `--kills N --seed S`.
 */

const { values: flags } = parseArgs({
  options: { kills: { type: 'string', default: '20' }, seed: { type: 'string', default: '1' } },
})
const kills = Number(flags.kills)
const random = createRandom(Number(flags.seed))

const path = await mkdtemp(join(tmpdir(), 'plexus-crash-'))
let passed = 0
try {
  const finalized: Acknowledged[] = []
  let replayed = 0
  for (let kill = 1; kill <= kills; kill += 1) {
    const before = await killUnderLoad({ path, killAfterMs: 150 + random.below(900) })
    finalized.push(...before.finalized)
    const found = await inspectChain(path, { finalized, announced: before.announced, replayed })
    replayed = found.head
    passed += 1
    process.stdout.write(
      `  kill ${kill}: announced #${before.announced}, found #${found.head}, ` +
        `${finalized.length} finalised transactions there\n`,
    )
  }
  for (const check of [truncated, diskFull]) {
    process.stdout.write(`  ${await check(path)}\n`)
    passed += 1
  }
} finally {
  await rm(path, { recursive: true, force: true })
}
process.stdout.write(`${passed} passed, 0 failed\n`)
