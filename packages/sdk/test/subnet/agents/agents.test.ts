import { describe, expect, it } from 'vitest'
import type { AgentContext, Revealed } from '../../../src/subnet/agents/agent.ts'
import { agentWork, createRevealBoard } from '../../../src/subnet/agents/agent-work.ts'
import { canaryAgent } from '../../../src/subnet/agents/canary.ts'
import { goodThenBadAgent, lazyAgent, liarAgent } from '../../../src/subnet/agents/cheats.ts'
import { copierAgent, randomAgent, replayAgent } from '../../../src/subnet/agents/fakes.ts'
import { cloneFarmAgent } from '../../../src/subnet/agents/farm.ts'
import { honestAgent } from '../../../src/subnet/agents/honest.ts'
import { crashProneAgent, slowAgent } from '../../../src/subnet/agents/unreliable.ts'
import { taskRandom } from '../../../src/subnet/random/random.ts'
import { createManualClock } from '../support/manual-clock.ts'
import { squareSubnet } from '../support/square-subnet.ts'
import type { SquareRequest, SquareResponse } from '../support/square-subnet.ts'

type Context = AgentContext<SquareRequest, SquareResponse>

const random = taskRandom(new Uint8Array(32))
const context = (change: Partial<Context> = {}): Context => ({
  request: { number: 3 },
  window: 0,
  uid: 1,
  nowMs: 0,
  limitMs: 500,
  random,
  revealed: [],
  signal: new AbortController().signal,
  ...change,
})
const guess = () => ({ square: -1 })

const counting = () => {
  let calls = 0
  const agent = honestAgent({
    name: 'honest',
    kind: 'strong',
    subnet: squareSubnet(),
    backend: (number: number) => {
      calls++
      return number * number
    },
    latencyMs: 100,
  })
  return { agent, calls: () => calls }
}
const honest = () => counting().agent
const bad = { square: -1 }
const good = { square: 9 }

const shareOf = async (answers: readonly unknown[], wanted: unknown) =>
  answers.filter((answer) => JSON.stringify(answer) === JSON.stringify(wanted)).length /
  answers.length

describe('cheating agents', () => {
  it('lazy: guesses its part', async () => {
    const agent = lazyAgent(honest(), { fraction: 0.3, guess })
    const answers = []
    for (let at = 0; at < 500; at++) answers.push((await agent.answer(context())).response)
    // Four standard errors: 4·√(0.3·0.7/500).
    expect(Math.abs((await shareOf(answers, bad)) - 0.3)).toBeLessThan(0.082)
  })

  it('good then bad: turns in its window', async () => {
    const agent = goodThenBadAgent(honest(), { cheatsFrom: 5, guess })
    expect((await agent.answer(context({ window: 4 }))).response).toEqual(good)
    expect((await agent.answer(context({ window: 5 }))).response).toEqual(bad)
  })

  it('liar: works and then says something else', async () => {
    const agent = liarAgent(honest(), ({ square }) => ({ square: square + 1 }))
    expect(await agent.answer(context())).toEqual({ response: { square: 10 }, latencyMs: 100 })
  })

  it('replay: works once', async () => {
    const { agent, calls } = counting()
    const replaying = replayAgent(agent)
    for (const number of [3, 4, 5])
      expect((await replaying.answer(context({ request: { number } }))).response).toEqual(good)
    expect(calls()).toBe(1)
  })

  it('random: never works', async () => {
    const agent = randomAgent({ name: 'r', twin: 'honest', guess })
    expect((await agent.answer(context())).response).toEqual(bad)
  })

  it('copier: takes the answer to the same request, else the newest, else a guess', async () => {
    const agent = copierAgent<SquareRequest, SquareResponse>({ name: 'c', twin: 'honest', guess })
    const entry = (uid: number, number: number): Revealed<SquareRequest, SquareResponse> => ({
      uid,
      request: { number },
      response: { square: number * number },
    })
    const copied = async (...revealed: readonly Revealed<SquareRequest, SquareResponse>[]) =>
      (await agent.answer(context({ revealed }))).response
    expect(await copied(entry(2, 3), entry(2, 5))).toEqual(good)
    expect(await copied(entry(2, 4), entry(2, 5))).toEqual({ square: 25 })
    expect(await copied(entry(1, 3))).toEqual(bad)
    expect(await copied()).toEqual(bad)
  })

  it('clone farm: works once on what all its hotkeys are asked', async () => {
    const { agent, calls } = counting()
    const farm = cloneFarmAgent(agent, { clones: 3 })
    const answers = await Promise.all([1, 2, 3].map(async (uid) => farm.answer(context({ uid }))))
    expect(calls()).toBe(1)
    for (const answer of answers) expect(answer).toEqual({ response: good, latencyMs: 100 })
  })

  it('clone farm: queues different requests and drops what comes too late', async () => {
    const { agent, calls } = counting()
    const farm = cloneFarmAgent(agent, { clones: 8 })
    const latencies = []
    for (let number = 1; number <= 8; number++) {
      const { response, latencyMs } = await farm.answer(context({ request: { number } }))
      latencies.push(response === undefined ? undefined : latencyMs)
    }
    expect(latencies.slice(0, 5)).toEqual([100, 200, 300, 400, 500])
    expect(latencies.slice(5)).toEqual([undefined, undefined, undefined])
    expect(calls()).toBe(5)
    expect((await farm.answer(context({ nowMs: 1_000, request: { number: 9 } }))).latencyMs).toBe(
      100,
    )
  })

  it('slow and crash-prone are honest, and no measure of skill', async () => {
    const slow = slowAgent(honest(), { factor: 4 })
    expect((await slow.answer(context())).latencyMs).toBe(400)
    const crashing = crashProneAgent(honest(), { fraction: 1 })
    expect((await crashing.answer(context())).response).toBeUndefined()
    for (const agent of [slow, crashing])
      expect(agent).toMatchObject({ honest: true, reliable: false })
  })

  it('canary: turns by the window', async () => {
    const worse = liarAgent(honest(), guess)
    const agent = canaryAgent(honest(), worse, { name: 'canary', every: 2, shift: 1 })
    const seen = []
    for (let window = 0; window < 6; window++)
      seen.push((await agent.answer(context({ window }))).response?.square)
    expect(seen).toEqual([9, -1, -1, 9, 9, -1])
  })
})

describe('agentWork', () => {
  const setUp = (publishAfterMs: number) => {
    const clock = createManualClock()
    const board = createRevealBoard<SquareRequest, SquareResponse>(2)
    const options = { window: () => 0, limitMs: 500, board, publishAfterMs, clock }
    const seed = new Uint8Array(32)
    const signal = new AbortController().signal
    const call = { caller: 'validator', signal }
    return { clock, board, call, options: { ...options, seed } }
  }

  it('takes the time that the agent says, then publishes', async () => {
    const { clock, board, call, options } = setUp(0)
    const work = agentWork({ ...options, agent: honest(), uid: 1 })
    let answer: SquareResponse | undefined
    void work({ number: 3 }, call).then((response) => (answer = response))
    await clock.advance(99)
    expect(answer).toBeUndefined()
    await clock.advance(1)
    expect(answer).toEqual(good)
    expect(board.entries()).toEqual([{ uid: 1, request: { number: 3 }, response: good }])
  })

  it('publishes a committed answer later', async () => {
    const { clock, board, call, options } = setUp(500)
    const work = agentWork({ ...options, agent: honest(), uid: 1 })
    void work({ number: 3 }, call)
    await clock.advance(599)
    expect(board.entries()).toEqual([])
    await clock.advance(1)
    expect(board.entries().length).toBe(1)
  })

  it('lets a copier wait and see what others have shown, but not itself', async () => {
    const { clock, call, options } = setUp(0)
    const copier = copierAgent<SquareRequest, SquareResponse>({ name: 'c', twin: 'honest', guess })
    const copying = agentWork({ ...options, agent: copier, uid: 2 })({ number: 3 }, call)
    void agentWork({ ...options, agent: honest(), uid: 1 })({ number: 3 }, call)
    await clock.advance(300)
    expect(await copying).toEqual(good)
  })

  it('rejects where the agent gives no answer', async () => {
    const { clock, call, options } = setUp(0)
    const agent = crashProneAgent(honest(), { fraction: 1 })
    const working = agentWork({ ...options, agent, uid: 1 })({ number: 3 }, call)
    const rejected = expect(working).rejects.toThrow('no answer')
    await clock.advance(500)
    await rejected
  })

  it('keeps the newest entries of a board only', () => {
    const { board } = setUp(0)
    for (const number of [1, 2, 3])
      board.publish({ uid: number, request: { number }, response: good })
    expect(board.entries().map(({ uid }) => uid)).toEqual([2, 3])
  })
})
