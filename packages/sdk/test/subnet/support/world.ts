import { createHash } from 'node:crypto'
import { encodeSs58 } from '@plexus/primitives'
import type { Neuron, SubnetChain } from '../../../src/subnet/chain.ts'
import type { Asked, MinerPort, ValidatorPort } from '../../../src/subnet/ports/network.ts'
import type { SynapseSpec } from '../../../src/synapse/synapse-spec.ts'
import type { ManualClock } from './manual-clock.ts'

export const hotkeyOf = (name: string): string =>
  encodeSs58(createHash('sha256').update(name).digest())

export const neuronOf = (uid: number, change: Partial<Neuron> = {}): Neuron => ({
  uid,
  hotkey: hotkeyOf(`miner ${uid}`),
  coldkey: hotkeyOf(`owner ${uid}`),
  axon: { ip: '10.0.0.1', port: 8_000 + uid },
  validatorPermit: false,
  stakeAlphaRao: 0n,
  incentive: 0,
  emissionAlphaRao: 0n,
  ...change,
})

export const BLOCK_MS = 1_000

/** A chain whose blocks come with the clock. */
export interface TestChain extends SubnetChain {
  neuronList: readonly Neuron[]
  readonly weights: Map<number, number>[]
  readonly notes: Uint8Array[]
  readonly served: { readonly ip: string; readonly port: number }[]
  readonly ticks: number[]
  failing: boolean
}

export function createTestChain(clock: ManualClock): TestChain {
  const guard = async (chain: TestChain) => {
    if (chain.failing) throw new Error('no connection')
  }
  const chain: TestChain = {
    netuid: 7,
    neuronList: [],
    weights: [],
    notes: [],
    served: [],
    ticks: [],
    failing: false,
    async block() {
      await guard(chain)
      return Math.floor(clock.nowMs() / BLOCK_MS)
    },
    async blockHash(block) {
      await guard(chain)
      return `0x${createHash('sha256').update(`block ${block}`).digest('hex')}`
    },
    async neurons() {
      await guard(chain)
      return chain.neuronList
    },
    async serve(axon) {
      await guard(chain)
      chain.served.push(axon)
    },
    async setWeights(weights) {
      await guard(chain)
      chain.weights.push(new Map(weights))
    },
    async tick(block) {
      await guard(chain)
      chain.ticks.push(block)
    },
    async commit(data) {
      await guard(chain)
      chain.notes.push(data)
    },
  }
  return chain
}

type Handler = (
  fields: Readonly<Record<string, unknown>>,
  caller: string,
  signal: AbortSignal,
) => Promise<Readonly<Record<string, unknown>>>

/** Axons and dendrites without a wire; what is sent goes through JSON. */
export interface TestNetwork {
  minerPort(neuron: Neuron): MinerPort
  validatorPort(hotkey: string): ValidatorPort
  /** In the order in which they were asked: uid and name of the synapse. */
  readonly asked: { readonly uid: number; readonly synapse: string }[]
}

export function createTestNetwork(clock: ManualClock): TestNetwork {
  const handlers = new Map<string, Handler>()
  const asked: { readonly uid: number; readonly synapse: string }[] = []
  const minerPort = (neuron: Neuron): MinerPort => {
    const pending = new Map<string, Handler>()
    return {
      attach: (synapse, answer) =>
        void pending.set(`${neuron.hotkey} ${synapse.name}`, async (fields, caller, signal) =>
          synapse.writeResponse(await answer(synapse.parseRequest(fields), { caller, signal })),
        ),
      start: async () => pending.forEach((handler, key) => handlers.set(key, handler)),
      address: () => neuron.axon ?? { ip: '', port: 0 },
      stop: async () => pending.forEach((_, key) => handlers.delete(key)),
    }
  }
  const exchange = async <Request, Response>(
    neuron: Neuron,
    synapse: SynapseSpec<Request, Response>,
    request: Request,
    options: { readonly hotkey: string; readonly signal: AbortSignal },
  ): Promise<Asked<Response>> => {
    const startMs = clock.nowMs()
    const latency = () => clock.nowMs() - startMs
    const handler = handlers.get(`${neuron.hotkey} ${synapse.name}`)
    if (handler === undefined)
      return { ok: false, status: 503, message: 'nobody', latencyMs: latency() }
    try {
      const sent = JSON.stringify(synapse.writeRequest(request))
      const fields = await handler(JSON.parse(sent), options.hotkey, options.signal)
      const got = JSON.stringify(fields)
      const evidence = createHash('sha256').update(sent).update(got).digest('hex')
      const parsed = read(synapse, JSON.parse(got))
      return parsed === undefined
        ? { ok: false, status: 422, message: 'unreadable', latencyMs: latency() }
        : { ok: true, response: parsed, latencyMs: latency(), evidence }
    } catch {
      return { ok: false, status: 500, message: 'failed', latencyMs: latency() }
    }
  }
  return {
    asked,
    minerPort,
    validatorPort: (hotkey) => ({
      ask: async (neuron, synapse, request, options) => {
        asked.push({ uid: neuron.uid, synapse: synapse.name })
        const late = clock
          .sleep(options.timeoutMs, options.signal)
          .then(() => ({ ok: false, status: 408, message: 'late', latencyMs: 0 }) as const)
        const { signal } = options
        return Promise.race([exchange(neuron, synapse, request, { hotkey, signal }), late])
      },
    }),
  }
}

function read<Request, Response>(
  synapse: SynapseSpec<Request, Response>,
  fields: Readonly<Record<string, unknown>>,
): Response | undefined {
  try {
    return synapse.parseResponse(fields)
  } catch {
    return undefined
  }
}
