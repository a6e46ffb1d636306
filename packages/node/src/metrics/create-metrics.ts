import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import { METRICS } from './definitions.ts'
import type { MetricDefinition } from './definitions.ts'

/** Records what a node does and renders it for Prometheus. */
export interface Metrics {
  /** Height of the head. */
  best(number: number): void
  finalized(number: number): void
  /** A block was built or executed. */
  block(seconds: number, transactions: number): void
  /** A call was answered. Methods that the node does not know count as `other`. */
  rpcCall(method: string, outcome: 'ok' | 'error', seconds: number): void
  rpcConnections(open: number): void
  rpcSubscriptions(active: number): void
  databaseWrite(seconds: number): void
  databaseBytes(bytes: number): void
  /** The Prometheus text format. */
  render(): Promise<string>
  /** The `Content-Type` of what `render` returns. */
  readonly contentType: string
}

/** What metrics are read from when they are rendered. */
export interface MetricsOptions {
  /** The methods that get a label of their own. */
  readonly rpcMethods: Iterable<string>
  readonly poolSize?: () => { readonly ready: number; readonly future: number }
  /** Resident memory in bytes; default: this process. */
  readonly residentBytes?: () => number
}

/** Metrics in a registry of their own; several nodes may live in one process. */
export function createMetrics(options: MetricsOptions): Metrics {
  const registry = new Registry()
  const methods = new Set(options.rpcMethods)
  const calls = new Counter({ ...describe(METRICS.rpcCalls), registers: [registry] })
  const callSeconds = histogram(registry, METRICS.rpcSeconds)
  const blockSeconds = histogram(registry, METRICS.blockSeconds)
  const blockTransactions = histogram(registry, METRICS.blockTransactions)
  const writeSeconds = histogram(registry, METRICS.databaseSeconds)
  const best = gauge(registry, METRICS.blockBest)
  const finalized = gauge(registry, METRICS.blockFinalized)
  const connections = gauge(registry, METRICS.rpcConnections)
  const subscriptions = gauge(registry, METRICS.rpcSubscriptions)
  const bytes = gauge(registry, METRICS.databaseBytes)
  const refresh = readOnRender(registry, options)
  return {
    best: (number) => best.set(number),
    finalized: (number) => finalized.set(number),
    block(seconds, transactions) {
      blockSeconds.observe(seconds)
      blockTransactions.observe(transactions)
    },
    rpcCall(name, outcome, seconds) {
      const method = methods.has(name) ? name : 'other'
      calls.inc({ method, outcome })
      callSeconds.observe({ method }, seconds)
    },
    rpcConnections: (open) => connections.set(open),
    rpcSubscriptions: (active) => subscriptions.set(active),
    databaseWrite: (seconds) => writeSeconds.observe(seconds),
    databaseBytes: (size) => bytes.set(size),
    render() {
      refresh()
      return registry.metrics()
    },
    contentType: registry.contentType,
  }
}

function readOnRender(registry: Registry, options: MetricsOptions): () => void {
  const ready = gauge(registry, METRICS.poolReady)
  const future = gauge(registry, METRICS.poolFuture)
  const memory = gauge(registry, METRICS.processMemory)
  const residentBytes = options.residentBytes ?? process.memoryUsage.rss
  return () => {
    const size = options.poolSize?.() ?? { ready: 0, future: 0 }
    ready.set(size.ready)
    future.set(size.future)
    memory.set(residentBytes())
  }
}

function gauge(registry: Registry, definition: MetricDefinition): Gauge {
  return new Gauge({ ...describe(definition), registers: [registry] })
}

function histogram(registry: Registry, definition: MetricDefinition): Histogram {
  const buckets = [...(definition.buckets ?? [])]
  return new Histogram({ ...describe(definition), buckets, registers: [registry] })
}

function describe({ name, help, labels = [] }: MetricDefinition): {
  name: string
  help: string
  labelNames: string[]
} {
  return { name, help, labelNames: [...labels] }
}
