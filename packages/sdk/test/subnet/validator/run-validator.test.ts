import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { recompute } from '../../../src/subnet/evidence/recompute.ts'
import { parseWindowLog } from '../../../src/subnet/evidence/window-log.ts'
import { runMiner } from '../../../src/subnet/miner/run-miner.ts'
import { saltCommitment, windowSalt } from '../../../src/subnet/random/window.ts'
import { createMemoryStore } from '../../../src/subnet/validator/memory-store.ts'
import { runValidator } from '../../../src/subnet/validator/run-validator.ts'
import { decodeWindowNote } from '../../../src/subnet/validator/window-note.ts'
import { createManualClock } from '../support/manual-clock.ts'
import { squareSubnet } from '../support/square-subnet.ts'
import type {
  SquareBackend,
  SquareDetail,
  SquareState,
  SquareSubnet,
} from '../support/square-subnet.ts'
import {
  BLOCK_MS,
  createTestChain,
  createTestNetwork,
  hotkeyOf,
  neuronOf,
} from '../support/world.ts'

const WINDOW_MS = 20 * BLOCK_MS
const secret = new Uint8Array(32).fill(9)
const validator = hotkeyOf('validator')
const exact: SquareBackend = (number) => number * number
const rough: SquareBackend = (number) => number * number + 0.5
const wrong: SquareBackend = () => -1

const createWorld = async (
  subnet: SquareSubnet,
  backends: Readonly<Record<number, SquareBackend>>,
) => {
  const clock = createManualClock()
  const network = createTestNetwork(clock)
  const chain = createTestChain(clock)
  const store = createMemoryStore<SquareDetail, SquareState>(secret)
  const neurons = Object.keys(backends).map((uid) => neuronOf(Number(uid)))
  chain.neuronList = [
    neuronOf(0, { hotkey: validator, validatorPermit: true, stakeAlphaRao: 10n ** 13n }),
    ...neurons,
  ]
  for (const neuron of neurons)
    await runMiner({
      subnet,
      answers: { backend: backends[neuron.uid]! },
      chain,
      port: network.minerPort(neuron),
      hotkey: neuron.hotkey,
      clock,
    })
  const start = () =>
    runValidator({
      subnet,
      chain,
      port: network.validatorPort(validator),
      hotkey: validator,
      store,
      clock,
    })
  return { clock, network, chain, store, start }
}

const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0)

for (const answers of ['direct', 'committed'] as const)
  describe(`runValidator, answers ${answers}`, () => {
    it('pays miners by their answers, and nobody who answers wrongly or not at all', async () => {
      const subnet = squareSubnet({ answers })
      const silent: SquareBackend = () => new Promise(() => {})
      const world = await createWorld(subnet, { 1: exact, 2: rough, 3: wrong, 4: silent })
      const running = await world.start()
      await world.clock.advance(WINDOW_MS * 2 + BLOCK_MS)
      await running.stop()
      const weights = world.chain.weights.at(-1)!
      expect([...weights.keys()]).toEqual([1, 2])
      // Exact answers have quality 1, rough ones 0.5, in each of three challenges.
      expect(weights.get(1)! / sum(weights.values())).toBeCloseTo(2 / 3, 9)
    })

    it('plays all rounds of a window beside a miner that takes all its time', async () => {
      const subnet = squareSubnet({ answers, minerMs: WINDOW_MS * 0.6 })
      const silent: SquareBackend = () => new Promise(() => {})
      const world = await createWorld(subnet, { 1: exact, 2: silent })
      const running = await world.start()
      await world.clock.advance(WINDOW_MS * 2)
      await running.stop()
      const { verdicts, end } = parseWindowLog<SquareDetail, SquareState>(world.store.log(0)!)
      expect(verdicts.filter(({ uid, ok }) => uid === 1 && ok)).toHaveLength(3)
      expect(verdicts.filter(({ uid, ok }) => uid === 2 && !ok)).toHaveLength(3)
      expect(end?.scores).toEqual([
        [1, 3],
        [2, 0],
      ])
    })

    it('asks each miner each challenge once, and neither itself nor other validators', async () => {
      const world = await createWorld(squareSubnet({ answers }), { 1: exact, 2: exact })
      world.chain.neuronList = [
        ...world.chain.neuronList,
        neuronOf(7, { validatorPermit: true, stakeAlphaRao: 10n ** 13n }),
        withoutAxon(neuronOf(8)),
      ]
      const running = await world.start()
      await world.clock.advance(WINDOW_MS - BLOCK_MS)
      await running.stop()
      const questions = world.network.asked.filter(({ synapse }) => synapse === 'Square')
      expect(questions.map(({ uid }) => uid).sort()).toEqual([1, 1, 1, 2, 2, 2])
    })

    it('leaves a log from which anybody gets the same scores', async () => {
      const subnet = squareSubnet({ answers })
      const world = await createWorld(subnet, { 1: exact, 2: rough })
      const running = await world.start()
      await world.clock.advance(WINDOW_MS * 3)
      await running.stop()
      for (const window of [0, 1]) {
        const log = world.store.log(window)!
        const again = recompute(log, subnet)
        expect(again.differences).toEqual([])
        expect(again.closed.after).toEqual(parseWindowLog(log).end?.after)
      }
      const bent = world.store.log(1)!.replace('"quality":0.5', '"quality":0.9')
      expect(recompute(bent, subnet).differences.join()).toMatch(/score of uid 2 is .*, not 1.5/)
    })
  })

const withoutAxon = <Item extends { readonly axon?: unknown }>({ axon: _axon, ...rest }: Item) =>
  rest

describe('runValidator', () => {
  it('counts every verdict once over a restart in the middle of a window', async () => {
    const subnet = squareSubnet()
    const world = await createWorld(subnet, { 1: exact, 2: exact })
    const first = await world.start()
    // The second of three challenges is due at block 5.
    await world.clock.advance(BLOCK_MS * 7)
    await first.stop()
    const before = world.network.asked.length
    expect(before).toBe(4)
    const second = await world.start()
    await world.clock.advance(WINDOW_MS)
    await second.stop()
    const { verdicts, end } = parseWindowLog<SquareDetail, SquareState>(world.store.log(0)!)
    expect(verdicts.length).toBe(6)
    expect(end?.scores).toEqual([
      [1, 3],
      [2, 3],
    ])
    expect(world.network.asked.length - before).toBeGreaterThanOrEqual(2)
  })

  it('scores a window that it did not see the end of, before it begins the next', async () => {
    const world = await createWorld(squareSubnet(), { 1: exact, 2: wrong })
    const first = await world.start()
    await world.clock.advance(BLOCK_MS * 7)
    await first.stop()
    await world.clock.advance(WINDOW_MS * 3)
    const second = await world.start()
    await world.clock.advance(BLOCK_MS * 3)
    await second.stop()
    expect(parseWindowLog(world.store.log(0)!).end?.scores).toEqual([
      [1, 2],
      [2, 0],
    ])
    expect([...world.chain.weights.at(-1)!]).toEqual([[1, 1]])
    expect((await world.store.load())?.open).toBe(3)
  })

  it('does not take being ended for a fault of miners', async () => {
    const silent: SquareBackend = () => new Promise(() => {})
    const world = await createWorld(squareSubnet(), { 1: silent })
    const running = await world.start()
    await world.clock.advance(100)
    await running.stop()
    expect(parseWindowLog(world.store.log(0)!).verdicts).toEqual([])
  })

  it('goes on when the chain was away, and sends the weights that are due', async () => {
    const world = await createWorld(squareSubnet(), { 1: exact })
    const running = await world.start()
    await world.clock.advance(WINDOW_MS - BLOCK_MS)
    world.chain.failing = true
    await world.clock.advance(BLOCK_MS * 5)
    expect(world.chain.weights).toEqual([])
    world.chain.failing = false
    await world.clock.advance(BLOCK_MS * 30)
    await running.stop()
    expect(world.chain.weights.length).toBeGreaterThan(0)
  })

  it('commits to the next salt and shows the one of two windows ago, with the evidence', async () => {
    const world = await createWorld(squareSubnet(), { 1: exact })
    const running = await world.start()
    await world.clock.advance(WINDOW_MS * 3 - BLOCK_MS)
    await running.stop()
    const notes = world.chain.notes.map((bytes) => decodeWindowNote(bytes)!)
    expect(notes.map(({ window }) => window)).toEqual([0, 1, 2])
    expect(notes[0]!.nextSaltCommitment).toEqual(saltCommitment(windowSalt(secret, 7, 1)))
    expect(notes[0]!.revealedSalt).toEqual(new Uint8Array(32))
    expect(notes[2]!.revealedSalt).toEqual(windowSalt(secret, 7, 0))
    const root = parseWindowLog(world.store.log(1)!).end!.root
    expect(Buffer.from(notes[2]!.evidenceRoot).toString('hex')).toBe(root)
    for (const bytes of world.chain.notes) expect(bytes.length).toBeLessThanOrEqual(128)
  })

  it('asks a miner at the place where it listens now', async () => {
    const world = await createWorld(squareSubnet(), { 1: exact })
    const running = await world.start()
    await world.clock.advance(BLOCK_MS)
    world.chain.neuronList = world.chain.neuronList.map((neuron) =>
      neuron.uid === 1 ? { ...neuron, hotkey: hotkeyOf('somebody else') } : neuron,
    )
    await world.clock.advance(WINDOW_MS - 2 * BLOCK_MS)
    await running.stop()
    // Whoever took over the uid is asked from the next window on.
    expect(world.network.asked.length).toBe(1)
  })

  it('refuses the store of another validator', async () => {
    const world = await createWorld(squareSubnet(), { 1: exact })
    const running = await world.start()
    await world.clock.advance(WINDOW_MS)
    await running.stop()
    const other = runValidator({
      subnet: squareSubnet(),
      chain: world.chain,
      port: world.network.validatorPort(validator),
      hotkey: hotkeyOf('other'),
      store: world.store,
      clock: world.clock,
    })
    await expect(other).rejects.toThrow('give each subnet, version and hotkey a directory')
  })

  it('goes on after a window that the subnet cannot score', async () => {
    const broken = squareSubnet({
      score: () => {
        throw new Error('bug')
      },
    })
    const world = await createWorld(broken, { 1: exact })
    const running = await world.start()
    await world.clock.advance(WINDOW_MS * 2 + BLOCK_MS)
    await running.stop()
    expect((await world.store.load())?.closed).toBe(1)
  })

  it('draws the challenges from the hash of the seed block', async () => {
    const world = await createWorld(squareSubnet(), { 1: exact })
    const running = await world.start()
    await world.clock.advance(WINDOW_MS + BLOCK_MS)
    await running.stop()
    const seed = createHash('sha256').update('block 10').digest('hex')
    expect(parseWindowLog(world.store.log(1)!).header.seed).toBe(seed)
  })
})
