import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createNode } from '@plexus/node'
import type { NodeOptions } from '@plexus/node'
import { secondsOf } from '../scenario.ts'
import type { Scenario } from '../scenario.ts'

async function blocksPerSecond(where: Partial<NodeOptions>, count: number): Promise<number> {
  const node = await createNode({
    preset: 'localnet',
    timing: 'fast',
    sealing: { mode: 'manual' },
    ...where,
  })
  await node.start()
  try {
    await node.engine.mine(50)
    return count / (await secondsOf(() => node.engine.mine(count)))
  } finally {
    await node.stop()
  }
}

export const blocks: Scenario = {
  name: 'blocks',
  about: 'fast-forward of empty blocks, every state root computed, every block written',
  async run(size) {
    const count = size === 'full' ? 10_000 : 500
    const path = await mkdtemp(join(tmpdir(), 'plexus-bench-'))
    try {
      return [
        {
          name: 'empty blocks in memory',
          value: await blocksPerSecond({ memory: true }, count),
          unit: 'blocks/s',
          goal: { atLeast: 2000, of: 'value' },
        },
        {
          name: 'empty blocks, temporary files',
          value: await blocksPerSecond({}, count),
          unit: 'blocks/s',
        },
        {
          name: 'empty blocks, each durable on disk',
          value: await blocksPerSecond({ path }, size === 'full' ? 1000 : 100),
          unit: 'blocks/s',
        },
      ]
    } finally {
      await rm(path, { recursive: true, force: true })
    }
  },
}
