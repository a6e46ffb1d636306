import { describe, expect, test } from 'vitest'
import { count, runHistory, shrinkHistory } from './campaign.ts'
import { MODES } from './draw.ts'
import { LEAKS, tamperOf } from './leaks.ts'
import { CANNOT_SUCCEED, openCalls } from './never.ts'
import { playScript } from './play.ts'
import { listScript, movesIn, scriptFromJson, scriptToJson } from './script.ts'
import { createTally } from './tally.ts'
import { createTools } from './tools.ts'

const tools = await createTools()
const BLOCKS = 30

describe('a short history', () => {
  for (const [at, mode] of MODES.entries()) {
    test(`of the mode ${mode} breaks nothing, and the model is right`, () => {
      const tally = createTally()
      const plan = { mode, seed: at + 1, blocks: BLOCKS }
      const history = runHistory(tools, plan, (block) => count(tally, block))
      expect(history.found).toBeUndefined()
      expect(history.surprises).toEqual([])
      if (mode === 'behave') expect(new Set(history.foreseen).size).toBeGreaterThan(40)
      // A history in which nothing happens shows nothing.
      expect(history.transitions).toBeGreaterThan(2 * BLOCKS)
      expect(tally.summary().succeeded).toBeGreaterThan(30)
    })
  }

  test('is the same for the same seed', () => {
    const plan = { mode: 'alternate', seed: 3, blocks: 12 } as const
    expect(runHistory(tools, plan).script).toEqual(runHistory(tools, plan).script)
  })
})

test('a script comes back from JSON, and plays as it did', () => {
  const { script } = runHistory(tools, { mode: 'fuzz', seed: 5, blocks: 12 })
  expect(scriptFromJson(scriptToJson(script))).toEqual(script)
  expect(playScript(tools, script, { invariants: true })).toBeUndefined()
  expect(listScript(script, tools.names)).toMatch(/^block 1\n {2}\S+: \w+\.\w+\(.*\)/)
})

test('what is no script is refused', () => {
  for (const json of ['{}', '{"blocks":[1]}', '{"blocks":[[{"by":"Alice"}]]}']) {
    expect(() => scriptFromJson(json)).toThrow(/script/)
  }
  expect(() => scriptFromJson('{"blocks":[[{"by":"Alice","call":"0xffff"}]]}')).toThrow(/no call/)
})

describe('a planted leak is found and shrunk', () => {
  for (const call of ['Balances.transfer_keep_alive', 'Proxy.add_proxy']) {
    test(call, () => {
      const leak = LEAKS.find((each) => each.call === call)
      if (leak === undefined) throw new Error('there is no such leak')
      const plan = {
        mode: 'behave',
        seed: 2,
        blocks: BLOCKS,
        tamper: tamperOf(tools, leak),
      } as const
      const { script, found } = runHistory(tools, plan)
      if (found === undefined) throw new Error('it was not found')
      const shrunk = shrinkHistory(tools, plan, { script, found })
      expect(movesIn(shrunk.script)).toBe(1)
      expect(shrunk.script.blocks).toHaveLength(1)
      expect(listScript(shrunk.script, tools.names)).toContain(call)
    })
  }
})

test('calls that cannot succeed are calls of the runtime', () => {
  const open = new Set(openCalls())
  expect([...CANNOT_SUCCEED.keys()].filter((call) => !open.has(call))).toEqual([])
})
