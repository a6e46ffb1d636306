import type { AxonMetrics } from '@plexus/sdk/node'
import { Counter, Gauge, Histogram } from 'prom-client'
import type { Registry } from 'prom-client'

const SECONDS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/**
 * Registers the metrics of axons.
 * @returns what makes the recorder of one axon; those of a process add up
 */
export function axonMetrics(registry: Registry): () => AxonMetrics {
  const registers = [registry]
  const requests = new Counter({
    name: 'plexus_axon_requests_total',
    help: 'Requests by route and how they ended, refused ones too.',
    labelNames: ['route', 'outcome'],
    registers,
  })
  const duration = new Histogram({
    name: 'plexus_axon_request_seconds',
    help: 'Time from the head of a request to the end of its answer.',
    buckets: SECONDS,
    registers,
  })
  const queue = new Histogram({
    name: 'plexus_axon_queue_seconds',
    help: 'Time that a request waited for the model.',
    buckets: SECONDS,
    registers,
  })
  const inflight = new Gauge({
    name: 'plexus_axon_inflight',
    help: 'Requests that the model answers now.',
    registers,
  })
  return () => {
    let before = 0
    return {
      request(route, outcome, seconds) {
        requests.inc({ route, outcome })
        duration.observe(seconds)
      },
      queued: (seconds) => queue.observe(seconds),
      inflight(count) {
        inflight.inc(count - before)
        before = count
      },
    }
  }
}
