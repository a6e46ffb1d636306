import { KIT_METRICS } from '@plexus/sdk/node'
import { expect, test } from 'vitest'
import { serveMetrics } from '../../src/neuron/serve-metrics.ts'

async function scrape(of: 'plexus_miner' | 'plexus_validator', count?: boolean): Promise<string> {
  let url = ''
  const metrics = await serveMetrics(0, of, (_, __, data) => {
    url = String(data?.['url'])
  })
  try {
    if (count === true) {
      const { metrics: axon } = metrics.axon()
      axon?.request('ping', 'ok', 0.02)
      axon?.inflight(2)
      metrics.axon().metrics?.inflight(1)
      axon?.inflight(0)
    }
    return await (await fetch(url)).text()
  } finally {
    await metrics.close()
  }
}

test.each(['plexus_miner', 'plexus_validator'] as const)('%s: all of its metrics', async (of) => {
  const text = await scrape(of)
  for (const name of Object.keys(KIT_METRICS)) {
    expect(text.includes(`# TYPE ${name} `), name).toBe(name.startsWith(of))
  }
  expect(text.includes('plexus_axon_requests_total')).toBe(of === 'plexus_miner')
})

test('the axons of a process add up', async () => {
  const text = await scrape('plexus_miner', true)
  expect(text).toContain('plexus_axon_requests_total{route="ping",outcome="ok"} 1')
  expect(text).toContain('plexus_axon_inflight 1')
})

test('without a port nothing is counted', async () => {
  const metrics = await serveMetrics(undefined, 'plexus_miner', () => {})
  expect(metrics.kit).toBeUndefined()
  expect(metrics.axon()).toEqual({})
})
