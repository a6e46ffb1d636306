import { createKeyPair, createSignatures, encodeSs58 } from '@plexus/primitives'
import { Registry } from 'prom-client'
import { beforeAll, describe, expect, it } from 'vitest'
import { createAxon } from '../../../src/axon/create-axon.ts'
import { createDendrite } from '../../../src/dendrite/create-dendrite.ts'
import { axonPort } from '../../../src/subnet/adapters/axon-port.ts'
import { dendritePort } from '../../../src/subnet/adapters/dendrite-port.ts'
import { prometheusMetrics } from '../../../src/subnet/adapters/prometheus.ts'
import { askOne } from '../../../src/subnet/exchange/ask-one.ts'
import { runMiner } from '../../../src/subnet/miner/run-miner.ts'
import type { Running } from '../../../src/subnet/miner/run-miner.ts'
import type { KitMetrics } from '../../../src/subnet/ports/metrics.ts'
import { createMemoryStore } from '../../../src/subnet/validator/memory-store.ts'
import { runValidator } from '../../../src/subnet/validator/run-validator.ts'
import type { WindowReport } from '../../../src/subnet/validator/options.ts'
import { squareSubnet } from '../support/square-subnet.ts'
import type { SquareBackend, SquareDetail, SquareState } from '../support/square-subnet.ts'
import { createTestChain, neuronOf } from '../support/world.ts'

type Signatures = Awaited<ReturnType<typeof createSignatures>>
let signatures: Signatures
beforeAll(async () => {
  signatures = await createSignatures()
})

const signerOf = (uri: string) => {
  const { publicKey, sign } = createKeyPair({ scheme: 'Sr25519', uri }, signatures)
  return { publicKey, address: encodeSs58(publicKey), sign }
}

/** In the first window until all nine answers are judged, then in the next: no clock decides. */
const patientChain = () => {
  const chain = createTestChain({ nowMs: () => 0, sleep: async () => {}, advance: async () => {} })
  let judged = 0
  const metrics: KitMetrics = {
    add: (name) => void (name === 'plexus_validator_challenges_total' && judged++),
    set() {},
    observe() {},
  }
  return { chain: Object.assign(chain, { block: async () => (judged < 9 ? 15 : 25) }), metrics }
}

for (const answers of ['direct', 'committed'] as const)
  describe(`miner and validator over axon and dendrite, answers ${answers}`, () => {
    it('pays who is right, counts, and can be asked one thing', async () => {
      const square = squareSubnet({ answers })
      const limits = { ...square.manifest.limits, minerMs: 15_000, verifyMs: 5_000 }
      const subnet = { ...square, manifest: { ...square.manifest, limits } }
      const { chain, metrics: counter } = patientChain()
      const backends: SquareBackend[] = [(n) => n * n, (n) => n * n + 0.5, () => -1]
      const registry = new Registry()
      const miners: Running[] = []
      for (const [at, backend] of backends.entries()) {
        const hotkey = signerOf(`//miner${at}`)
        const axon = createAxon({ hotkey, host: '127.0.0.1', port: 0 }, { signatures })
        const port = axonPort(axon)
        const metrics = at === 0 ? { metrics: prometheusMetrics(registry) } : {}
        const options = { subnet, answers: { backend }, chain, port, hotkey: hotkey.address }
        miners.push(await runMiner({ ...options, ...metrics }))
        chain.neuronList = [
          ...chain.neuronList,
          neuronOf(at + 1, { hotkey: hotkey.address, axon: port.address() }),
        ]
      }
      const hotkey = signerOf('//validator')
      const dendrite = createDendrite({ hotkey, responseSignature: 'require' }, { signatures })
      const port = dendritePort(dendrite)
      const report = await new Promise<WindowReport<SquareDetail, SquareState>>((resolve) => {
        const started = runValidator({
          subnet,
          chain,
          port,
          hotkey: hotkey.address,
          store: createMemoryStore<SquareDetail, SquareState>(new Uint8Array(32)),
          pollMs: 20,
          metrics: counter,
          onWindow: (scored) => void started.then(({ stop }) => stop()).then(() => resolve(scored)),
        })
      })
      expect(report.verdicts.map(({ fault }) => fault)).toEqual(Array(9).fill(undefined))
      expect(report.scores).toEqual([
        [1, 3],
        [2, 1.5],
        [3, 0],
      ])
      const signal = new AbortController().signal
      const request = { number: 12 }
      const neuron = chain.neuronList[0]!
      expect(await askOne({ subnet, port, neuron, request, signal })).toMatchObject({
        ok: true,
        response: { square: 144 },
      })
      expect(await registry.metrics()).toMatch(
        /plexus_miner_requests_total\{route="Square",outcome="ok"\} \d+/,
      )
      expect(chain.served).toContainEqual(neuron.axon)
      for (const miner of miners) await miner.stop()
      const gone = await askOne({ subnet, port, neuron, request, signal })
      expect(gone).toMatchObject({ ok: false, reason: 'no answer: status 503' })
      await dendrite.close()
    })
  })
