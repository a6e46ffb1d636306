import { createServer } from 'node:http'
import { prometheusMetrics } from '@plexus/sdk/node'
import type { AxonMetrics, KitLog, KitMetrics } from '@plexus/sdk/node'
import { Gauge, Registry } from 'prom-client'
import { axonMetrics } from './axon-metrics.ts'

/** What a neuron counts, while `GET /metrics` tells it. */
export interface NeuronMetrics {
  readonly kit?: KitMetrics
  /** A recorder for each axon. */
  axon(): { readonly metrics?: AxonMetrics }
  close(): Promise<void>
}

/**
 * Serves the metrics of a neuron on loopback; without a port nothing is counted.
 *
 * @param port 0 for any free one, which the log tells
 * @throws Error with the code of the system (`EADDRINUSE`) where the port cannot be had
 */
export async function serveMetrics(
  port: number | undefined,
  of: 'plexus_miner' | 'plexus_validator',
  log: KitLog,
): Promise<NeuronMetrics> {
  if (port === undefined) return { axon: () => ({}), close: () => Promise.resolve() }
  const registry = new Registry()
  const kit = prometheusMetrics(registry, { of })
  const recorder = of === 'plexus_miner' ? axonMetrics(registry) : undefined
  residentBytes(registry)
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end()
      return
    }
    registry.metrics().then(
      (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    )
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  const bound = typeof address === 'object' && address !== null ? address.port : port
  log('info', 'Metrics are served', { url: `http://127.0.0.1:${bound}/metrics` })
  return {
    kit,
    axon: () => (recorder === undefined ? {} : { metrics: recorder() }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function residentBytes(registry: Registry): void {
  const gauge: Gauge = new Gauge({
    name: 'plexus_process_resident_bytes',
    help: 'Memory of the process (RSS).',
    registers: [registry],
    collect: () => gauge.set(process.memoryUsage.rss()),
  })
}
