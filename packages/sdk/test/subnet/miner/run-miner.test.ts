import { describe, expect, it } from 'vitest'
import { runMiner } from '../../../src/subnet/miner/run-miner.ts'
import type { KitMetrics } from '../../../src/subnet/ports/metrics.ts'
import { createManualClock } from '../support/manual-clock.ts'
import { squareSubnet } from '../support/square-subnet.ts'
import type { SquareBackend } from '../support/square-subnet.ts'
import { createTestChain, createTestNetwork, hotkeyOf, neuronOf } from '../support/world.ts'

const start = async (backend: SquareBackend, answers: 'direct' | 'committed' = 'direct') => {
  const clock = createManualClock()
  const network = createTestNetwork(clock)
  const chain = createTestChain(clock)
  const neuron = neuronOf(1)
  const subnet = squareSubnet({ answers })
  const counted: string[] = []
  const metrics: KitMetrics = {
    add: (name, labels) => void counted.push(`${name} ${labels?.['outcome']}`),
    set() {},
    observe() {},
  }
  const running = await runMiner({
    subnet,
    answers: { backend },
    chain,
    port: network.minerPort(neuron),
    hotkey: neuron.hotkey,
    clock,
    metrics,
  })
  const port = network.validatorPort(hotkeyOf('validator'))
  const { signal } = new AbortController()
  const ask = (timeoutMs = 10_000) =>
    port.ask(neuron, subnet.synapse, { number: 3 }, { timeoutMs, responseBytes: 100, signal })
  return { clock, chain, neuron, running, ask, counted }
}

describe('runMiner', () => {
  it('answers, and publishes its address', async () => {
    const { clock, chain, neuron, ask, counted } = await start((number) => number * number)
    expect(await ask()).toMatchObject({ ok: true, response: { square: 9 } })
    await clock.advance(0)
    expect(chain.served).toEqual([neuron.axon])
    expect(counted).toEqual(['plexus_miner_requests_total ok'])
  })

  it('answers while the chain is away, and publishes when it is back', async () => {
    const { clock, chain, ask } = await start((number) => number * number)
    await clock.advance(0)
    chain.served.length = 0
    chain.failing = true
    await clock.advance(12_000)
    expect(await ask()).toMatchObject({ ok: true })
    expect(chain.served).toEqual([])
    chain.failing = false
    await clock.advance(6_000)
    expect(chain.served.length).toBe(1)
  })

  it('ends work that takes longer than the subnet allows', async () => {
    let ended = false
    const { clock, ask, counted } = await start(
      (_number, signal) =>
        new Promise(() => signal.addEventListener('abort', () => (ended = true))),
    )
    const asking = ask()
    await clock.advance(500)
    expect(await asking).toMatchObject({ ok: false, status: 500 })
    expect(ended).toBe(true)
    expect(counted).toEqual(['plexus_miner_requests_total timeout'])
  })

  it('tells a failure of the model and goes on', async () => {
    let broken = true
    const { ask, counted } = await start((number) => {
      if (broken) throw new Error('out of memory')
      return number * number
    })
    expect(await ask()).toMatchObject({ ok: false, status: 500 })
    broken = false
    expect(await ask()).toMatchObject({ ok: true })
    expect(counted).toEqual([
      'plexus_miner_requests_total failed',
      'plexus_miner_requests_total ok',
    ])
  })

  it('stops listening when it is stopped', async () => {
    const { running, ask } = await start((number) => number * number)
    await running.stop()
    expect(await ask()).toMatchObject({ ok: false, status: 503 })
  })
})
