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
  databaseWrite(seconds: number): void
  /** The Prometheus text format. */
  render(): Promise<string>
  /** The `Content-Type` of what `render` returns. */
  readonly contentType: string
}

/** What metrics are read from, when they are rendered or a call is counted. */
export interface MetricsOptions {
  /** The methods that get a label of their own. */
  readonly rpcMethods: () => Iterable<string>
  readonly gauges: () => GaugeValues
}

/** What is looked up rather than told. */
export interface GaugeValues {
  readonly poolReady: number
  readonly poolFuture: number
  /** Open WebSocket connections. */
  readonly rpcConnections: number
  readonly rpcSubscriptions: number
  readonly databaseBytes: number
  /** The newest round of drand that the chain has; 0 before the first. */
  readonly drandRound: number
  /** Resident memory of the process. */
  readonly processMemory: number
}

/** Metrics in a registry of their own; several nodes may live in one process. */
export function createMetrics(options: MetricsOptions): Metrics {
  const registry = new Registry()
  let methods: ReadonlySet<string> | undefined
  const calls = new Counter({ ...describe(METRICS.rpcCalls), registers: [registry] })
  const callSeconds = histogram(registry, METRICS.rpcSeconds)
  const blockSeconds = histogram(registry, METRICS.blockSeconds)
  const blockTransactions = histogram(registry, METRICS.blockTransactions)
  const writeSeconds = histogram(registry, METRICS.databaseSeconds)
  const best = gauge(registry, METRICS.blockBest)
  const finalized = gauge(registry, METRICS.blockFinalized)
  const refresh = readOnRender(registry, options)
  return {
    best: (number) => best.set(number),
    finalized: (number) => finalized.set(number),
    block(seconds, transactions) {
      blockSeconds.observe(seconds)
      blockTransactions.observe(transactions)
    },
    rpcCall(name, outcome, seconds) {
      methods ??= new Set(options.rpcMethods())
      const method = methods.has(name) ? name : 'other'
      calls.inc({ method, outcome })
      callSeconds.observe({ method }, seconds)
    },
    databaseWrite: (seconds) => writeSeconds.observe(seconds),
    render() {
      refresh()
      return registry.metrics()
    },
    contentType: registry.contentType,
  }
}

const GAUGES = [
  'poolReady',
  'poolFuture',
  'rpcConnections',
  'rpcSubscriptions',
  'databaseBytes',
  'drandRound',
  'processMemory',
] as const satisfies readonly (keyof GaugeValues)[]

function readOnRender(registry: Registry, { gauges }: MetricsOptions): () => void {
  const all = GAUGES.map((name) => [name, gauge(registry, METRICS[name])] as const)
  return () => {
    const values = gauges()
    for (const [name, target] of all) target.set(values[name])
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
