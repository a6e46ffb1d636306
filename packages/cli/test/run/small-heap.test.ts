import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'

const MODULE = new URL('../../src/run/small-heap.ts', import.meta.url).href

/** MiB for young values in a process that made much garbage, and started a thread on the way. */
function youngSpace(prepare: string): number {
  const program = `
    import { getHeapSpaceStatistics } from 'node:v8'
    import { Worker } from 'node:worker_threads'
    ${prepare}
    const worker = new Worker('', { eval: true })
    await new Promise((resolve) => worker.once('exit', resolve))
    for (let round = 0, kept = []; round < 100; round += 1) {
      await new Promise(setImmediate)
      const all = Array.from({ length: 20_000 }, (_each, at) => ({ at, list: [at] }))
      kept = all.slice(0, 5_000)
    }
    const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')
    console.log(young.space_size / 2 ** 20)`
  const flags = ['--import', 'tsx', '--conditions=source', '--input-type=module', '-e', program]
  return Number(execFileSync(process.execPath, flags, { encoding: 'utf8' }))
}

test('the room for young values stays small, also after a thread has begun', () => {
  expect(youngSpace('')).toBeGreaterThanOrEqual(16)
  const small = `import { keepHeapSmall } from ${JSON.stringify(MODULE)}; keepHeapSmall()`
  expect(youngSpace(small)).toBeLessThanOrEqual(8)
}, 30_000)
