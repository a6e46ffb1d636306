import { judgeSimulation, simulate, simulationMarkdown } from '@plexus/sdk/node'
import { expect, it } from 'vitest'
import { foldingAgents } from '../../src/folding/agents.ts'
import { LAPTOP_FOLDING } from '../../src/folding/options.ts'
import { createFoldingSubnet } from '../../src/folding/subnet.ts'
import { sha } from './helpers.ts'

it('a simulation of eight windows pays honest miners by skill and starves fakes', async () => {
  const small = createFoldingSubnet({ ...LAPTOP_FOLDING, budget: { T1: 30_000, T2: 10_000 } })
  const agents = foldingAgents(small, 'test')
  expect(agents).toHaveLength(16)
  const table = await simulate({ subnet: small, agents, windows: 8, seed: sha('test') })
  const text = simulationMarkdown(table, judgeSimulation(table))
  const pay = (name: string) => {
    const row = table.agents.find((agent) => agent.name === name)
    return row === undefined ? NaN : row.earned.reduce((sum, share) => sum + share, 0) / 8
  }
  for (const fake of ['random', 'copier', 'lookup', 'overlap', 'precision'])
    expect(pay(fake), text).toBeLessThan(0.01 * pay('strong'))
  expect(pay('strong'), text).toBeGreaterThan(pay('middle'))
  expect(pay('middle'), text).toBeGreaterThan(pay('weak'))
  for (const { honest, convictions } of table.agents) if (honest) expect(convictions).toBe(0)
}, 60_000)
