import { expect, test } from 'vitest'
import { runHistory } from './campaign.ts'
import { LEAK_BLOCKS, LEAKS, tamperOf } from './leaks.ts'
import { createTools } from './tools.ts'

const tools = await createTools()

for (const leak of LEAKS) {
  test(`within a history it is found that ${leak.name}`, () => {
    const plan = {
      mode: 'behave',
      seed: 1,
      blocks: LEAK_BLOCKS,
      tamper: tamperOf(tools, leak),
    } as const
    expect(runHistory(tools, plan).found).toBeDefined()
  })
}
