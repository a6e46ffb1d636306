import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { bytesToHex } from '@plexus/primitives'
import type { SovereignOptions } from '@plexus/runtime'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sovereignFounding } from '../../src/engine/cometbft/found-sovereign.ts'
import type { NetworkFounding } from '../../src/engine/cometbft/genesis-file.ts'
import { foundNetwork, genesisFileOf } from '../../src/engine/cometbft/home.ts'
import { presetOfGenesis, readGenesis } from '../../src/engine/cometbft/read-genesis.ts'
import type { NodeOptions } from '../../src/options.ts'
import { createNode } from '../../src/service.ts'
import { accountOf, whole } from './founders.ts'

const GENESIS_MS = 1_767_225_600_000

let home: string
let file: string
let founding: NetworkFounding
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'sovereign-'))
  const given = { sovereign: whole, timing: 'fast', genesisTimeMs: GENESIS_MS } as const
  founding = await sovereignFounding(given)
  foundNetwork(home, founding)
  file = genesisFileOf(home)
})
afterAll(() => rmSync(home, { recursive: true }))

const optionsOf = (more: Partial<NodeOptions> = {}): NodeOptions => ({
  preset: presetOfGenesis(file, readGenesis(file)),
  ...{ timing: 'fast', memory: true, signatureWorkers: 0, sealing: { mode: 'manual' }, ...more },
})

test('the validators of the genesis file have the powers that block 0 gives them', () => {
  // 3,000 and 1,000 TAO of a thousand million shares.
  const powers = founding.validators.map(({ publicKey, power, name }) => [
    publicKey[0],
    power,
    name,
  ])
  expect(powers).toEqual([
    [3, 750_000_000, 'validator0'],
    [6, 250_000_000, 'validator1'],
  ])
  expect(readGenesis(file)).toEqual({
    preset: 'sovereign',
    timing: 'fast',
    genesisHash: founding.appState.genesisHash,
    chainId: `plexus-${founding.appState.genesisHash.slice(2, 14)}`,
  })
})

test('a balance has a line of its own', () => {
  const lines = readFileSync(file, 'utf8').split('\n')
  const eight = bytesToHex(accountOf(8))
  expect(lines.filter((line) => line.includes(eight))).toEqual([
    `        ["${eight}", "18000000000000000"]`,
  ])
})

describe('a node alone', () => {
  test('begins with the same block 0, and says that nobody can change its rules', async () => {
    const said: unknown[] = []
    const node = await createNode(
      optionsOf({ log: (level, message) => void said.push([level, message]) }),
    )
    await node.start()
    const ask = (method: string, params: unknown[] = []): Promise<unknown> =>
      new Promise((resolve) => {
        const client = node.rpc.connect((message) => resolve(JSON.parse(message).result))
        client.send(JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }))
      })
    try {
      expect(bytesToHex(node.chain.genesisHash)).toBe(founding.appState.genesisHash)
      expect(await ask('system_chain')).toBe('Plexus')
      expect(await ask('system_chainType')).toBe('Live')
      expect(said).toContainEqual([
        'info',
        'This chain has no sudo key: its rules are fixed until governance arrives, see docs/sovereign.md',
      ])
      await node.engine.seal()
      expect(node.chain.head().number).toBe(1)
    } finally {
      await node.stop()
    }
  })

  test('does not read its description again', async () => {
    const on = { memory: false, path: join(home, 'kept') }
    const first = await createNode(optionsOf(on))
    await first.start()
    await first.engine.seal()
    await first.stop()
    const { genesisHash } = founding.appState
    const load = (): never => {
      throw new Error('it is read')
    }
    const again = await createNode(
      optionsOf({ ...on, preset: { type: 'sovereign', genesisHash, load } }),
    )
    expect(again.chain.head().number).toBe(1)
    expect(bytesToHex(again.chain.genesisHash)).toBe(genesisHash)
    await again.stop()
    const other = { type: 'sovereign', genesisHash: `0x${'ab'.repeat(32)}`, load } as const
    await expect(createNode(optionsOf({ ...on, preset: other }))).rejects.toMatchObject({
      code: 'DataDirectory',
    })
  })

  test.each([
    ['a rich account', { richAccount: accountOf(1) }, 'takes no rich account'],
    ['a local beacon', { localBeacon: true, dev: true }, 'takes no local beacon'],
  ])('%s would be another genesis', async (name, more, words) => {
    const failure = await createNode(optionsOf(more)).catch((error: unknown) => error)
    expect(failure, name).toMatchObject({ code: 'SovereignRefused' })
    expect(String(failure), name).toContain(words)
  })

  const [first, second] = whole.validators as [
    SovereignOptions['validators'][number],
    SovereignOptions['validators'][number],
  ]
  test.each([
    ['too little stake', { validators: [{ ...first, stake: 1n }] }, 'has 1 rao of stake'],
    ['a key twice', { validators: [first, { ...second, key: first.key }] }, 'have one key'],
    ['rules out of bounds', { ...whole, params: { rotation_blocks: 2 } }, 'out of bounds'],
    ['dust', { ...whole, balances: [[accountOf(7), 499n]] as const }, '499 rao'],
    [
      'more than there may be',
      { ...whole, balances: [[accountOf(7), 21_000_000_000_000_001n]] as const },
      'more than there may ever be',
    ],
  ])('%s is refused in a sentence', async (name, options, words) => {
    const preset = { type: 'sovereign', load: () => options } as const
    const failure = await createNode(optionsOf({ preset })).catch((error: unknown) => error)
    expect(failure, name).toMatchObject({ code: 'SovereignFormat' })
    expect(String(failure), name).toContain(words)
  })

  test('a balance that was changed in the file is noticed', async () => {
    const other = join(home, 'other.json')
    const text = readFileSync(file, 'utf8')
    const changed = text.replace('"18000000000000000"', '"18000000000000001"')
    expect(changed).not.toBe(text)
    writeFileSync(other, changed)
    const preset = presetOfGenesis(other, readGenesis(other))
    await expect(createNode(optionsOf({ preset }))).rejects.toMatchObject({
      code: 'GenesisMismatch',
    })
  })
})

describe('a node of the network', () => {
  const start = async (place: string, genesisFile?: string): Promise<unknown> => {
    const node = await createNode({
      preset: presetOfGenesis(file, readGenesis(file)),
      ...{ timing: 'fast', memory: true, signatureWorkers: 0 },
      engine: {
        ...{ type: 'cometbft', home: place, binary: join(place, 'nothing'), env: {} },
        ...(genesisFile !== undefined && { genesisFile }),
      },
    })
    const failure = await node.start().catch((error: unknown) => error)
    await node.stop()
    return failure
  }

  test('founds nothing by itself', async () => {
    const place = join(home, 'alone')
    expect(await start(place)).toMatchObject({ code: 'GenesisMissing' })
    expect(existsSync(genesisFileOf(place))).toBe(false)
  })

  test('takes the genesis file that it is given', async () => {
    const place = join(home, 'joins')
    expect(await start(place, file)).toMatchObject({ code: 'CometBftMissing' })
    expect(readFileSync(genesisFileOf(place), 'utf8')).toBe(readFileSync(file, 'utf8'))
  })
})

test.each([
  ['no JSON', '{"chain_id"', 'it is no JSON'],
  ['a list', '[]', 'it has no chain_id'],
  ['another application', '{"chain_id":"x","app_state":"kv"}', 'it has no app_state'],
  ['an unknown preset', genesisText({ preset: 'finney' }), 'it names no chain of Plexus'],
  ['an unknown timing', genesisText({ timing: 'slow' }), 'its timing is not known'],
  ['no hash', genesisText({ genesisHash: '0xab' }), 'its genesisHash is no hash'],
  ['no description', genesisText({}), 'the description of its sovereign network is missing'],
])('a genesis file with %s is refused', (name, text, words) => {
  const other = join(home, 'bad.json')
  writeFileSync(other, text)
  let failure: unknown
  try {
    readGenesis(other)
  } catch (error) {
    failure = error
  }
  expect(failure, name).toMatchObject({ code: 'GenesisFile' })
  expect(String(failure), name).toContain(words)
})

function genesisText(change: object): string {
  const genesisHash = `0x${'ab'.repeat(32)}`
  const state = { preset: 'sovereign', timing: 'fast', genesisHash, ...change }
  return JSON.stringify({ chain_id: 'x', app_state: state })
}

describe('a network whose file and data directory are known', () => {
  let path: string
  beforeEach(() => {
    path = join(mkdtempSync(join(tmpdir(), 'sovereign-data-')), 'chain')
  })
  afterEach(() => rmSync(dirname(path), { recursive: true }))

  test('is founded once, and its description is not read again', async () => {
    const preset = presetOfGenesis(file, readGenesis(file))
    if (typeof preset === 'string') throw new Error('the network is not sovereign')
    const never = (): never => {
      throw new Error('read by the process of the node')
    }
    for (const from of [file, join(home, 'nowhere')]) {
      const node = await createNode({
        ...optionsOf(),
        ...{ memory: false, path, preset: { ...preset, file: from, load: never } },
      })
      expect(bytesToHex(node.chain.genesisHash)).toBe(founding.appState.genesisHash)
      expect(node.chain.body(node.chain.genesisHash)).toEqual([])
      await node.stop()
    }
  }, 30_000)

  test('a description that is refused leaves nothing behind', async () => {
    const wrong = join(home, 'wrong.json')
    const other = `0x${'11'.repeat(32)}`
    const text = readFileSync(file, 'utf8').replaceAll(founding.appState.genesisHash, other)
    writeFileSync(wrong, text)
    const preset = presetOfGenesis(wrong, readGenesis(wrong))
    await expect(createNode({ ...optionsOf(), memory: false, path, preset })).rejects.toMatchObject(
      { code: 'GenesisMismatch' },
    )
    expect(existsSync(path)).toBe(false)
  }, 30_000)

  test('takes no rich account', async () => {
    const rich = { memory: false, path, richAccount: accountOf(1) }
    await expect(createNode(optionsOf(rich))).rejects.toMatchObject({ code: 'SovereignRefused' })
  })
})
