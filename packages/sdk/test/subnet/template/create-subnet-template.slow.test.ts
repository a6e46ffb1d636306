import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { judgeSimulation } from '../../../src/subnet/simulate/judge-simulation.ts'
import { simulate } from '../../../src/subnet/simulate/simulate.ts'
import { createSubnetTemplate } from '../../../src/subnet/template/create-subnet-template.ts'
import { loadSubnetModule } from '../../../src/subnet/template/subnet-module.ts'
import type { LoadedSubnet } from '../../../src/subnet/template/subnet-module.ts'

let directory: string
let loaded: LoadedSubnet

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'plexus-template-'))
  for (const { path, text } of createSubnetTemplate('my-subnet'))
    await writeFile(join(directory, path), text)
  loaded = loadSubnetModule(await import(pathToFileURL(join(directory, 'index.js')).href))
})

afterAll(() => rm(directory, { recursive: true }))

describe('createSubnetTemplate', () => {
  it('writes its name where it belongs and leaves no gap', () => {
    const files = createSubnetTemplate('my-subnet')
    expect(files.map(({ path }) => path)).toEqual([
      'package.json',
      'index.js',
      'subnet.js',
      'miner.js',
      'agents.js',
      'subnet.test.js',
      'README.md',
    ])
    for (const { text } of files) expect(text).not.toContain('__')
    expect(loaded.subnet.manifest.name).toBe('my-subnet')
    expect(loaded.subnet.synapse.name).toBe('MySubnet')
  })

  it('gives a subnet that meets its lines over 20 windows', async () => {
    const table = await simulate({
      subnet: loaded.subnet,
      agents: loaded.createAgents(),
      windows: 20,
      seed: new Uint8Array(32).fill(2),
      heldOutTasks: 10,
    })
    const lines = judgeSimulation(table)
    expect(lines.filter(({ met }) => !met)).toEqual([])
    expect(lines.length).toBe(6)
  }, 120_000)

  it('gives a miner that answers within its time', async () => {
    // Where the search begins depends on the clock.
    vi.useFakeTimers({ toFake: ['Date'], now: 7 })
    const backend = await loaded.createBackend().finally(() => vi.useRealTimers())
    const { subnet } = loaded
    const task = { id: 't', window: 0, index: 0, seed: new Uint8Array(32) }
    const { signal } = new AbortController()
    const request = subnet.challenge(task, subnet.initialState)
    const response = await subnet.work(request, backend, { signal })
    const read = subnet.synapse.parseResponse(subnet.synapse.writeResponse(response))
    const judgement = await subnet.verify(task, request, read, { state: {}, signal })
    expect(judgement.ok).toBe(true)
    expect(judgement.quality).toBeGreaterThan(0.3)
  })

  const NAMES = ['', 'a', 'My', '1a', 'a b', 'a/../b', '-a', 'a'.repeat(33), 'a_b']
  for (const name of NAMES)
    it(`refuses the name "${name}"`, () => {
      expect(() => createSubnetTemplate(name)).toThrow('lower-case letters')
    })
})

describe('loadSubnetModule', () => {
  const create = () => ({})
  const ROWS = [
    ['nothing', undefined, 'exports the functions'],
    ['an empty module', {}, 'exports the functions'],
    [
      'a value for a function',
      { createSubnet: 1, createBackend: create, createAgents: create },
      'exports the functions',
    ],
    [
      'no subnet',
      { createSubnet: () => undefined, createBackend: create, createAgents: create },
      'has no manifest',
    ],
    [
      'a part of a subnet',
      {
        createSubnet: () => ({ manifest: {}, synapse: {} }),
        createBackend: create,
        createAgents: create,
      },
      'has no isShared',
    ],
  ] as const
  for (const [name, module, message] of ROWS)
    it(`refuses ${name}`, () => expect(() => loadSubnetModule(module)).toThrow(message))
})
