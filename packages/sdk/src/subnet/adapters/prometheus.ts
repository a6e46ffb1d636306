import { Counter, Gauge, Histogram } from 'prom-client'
import type { Registry } from 'prom-client'
import { KIT_METRICS } from '../ports/metrics.ts'
import type { KitMetric, KitMetricName, KitMetrics } from '../ports/metrics.ts'

/**
 * Registers the metrics of the loops, or those of one of them.
 *
 * @param options.of begins the names that are registered: `plexus_miner` or `plexus_validator`
 */
export function prometheusMetrics(
  registry: Registry,
  options: { readonly of?: 'plexus_miner' | 'plexus_validator' } = {},
): KitMetrics {
  const counters = new Map<string, Counter>()
  const gauges = new Map<string, Gauge>()
  const histograms = new Map<string, Histogram>()
  const wanted = Object.entries(KIT_METRICS).filter(([name]) => name.startsWith(options.of ?? ''))
  for (const [name, metric] of wanted as [KitMetricName, KitMetric][]) {
    const about = { name, help: metric.help, labelNames: metric.labels, registers: [registry] }
    switch (metric.type) {
      case 'counter':
        counters.set(name, new Counter(about))
        break
      case 'gauge':
        gauges.set(name, new Gauge(about))
        break
      case 'histogram':
        histograms.set(name, new Histogram({ ...about, buckets: [...(metric.buckets ?? [])] }))
        break
      default:
        metric.type satisfies never
    }
  }
  return {
    add: (name, labels = {}, amount = 1) => counters.get(name)?.inc({ ...labels }, amount),
    set: (name, value) => gauges.get(name)?.set(value),
    observe: (name, value) => histograms.get(name)?.observe(value),
  }
}
