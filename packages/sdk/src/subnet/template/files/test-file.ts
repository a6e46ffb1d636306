/** `subnet.test.js` of the template. */
export const TEST_FILE = `import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as kit from '@plexus/sdk/node'
import { createAgents, createSubnet } from './index.js'

const subnet = createSubnet(kit.SUBNET_KIT)
const request = { numbers: [5, 7, 11], target: 16 }
const judge = (response) => subnet.verify(undefined, request, response)

test('pays the target in full', () => {
  assert.equal(judge({ chosen: [0, 2], sum: 16 }).ok, true)
})

test('pays nothing for a sum that is not true', () => {
  assert.equal(judge({ chosen: [0, 1], sum: 16 }).ok, false)
})

test('meets its lines over 50 windows', async () => {
  const agents = createAgents(kit.SUBNET_KIT, subnet)
  const seed = new Uint8Array(32)
  const table = await kit.simulate({ subnet, agents, windows: 50, seed, heldOutTasks: 20 })
  assert.deepEqual(kit.judgeSimulation(table).filter((line) => !line.met), [])
})
`
