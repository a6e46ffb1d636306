/** What the loops count and measure; labels by name. */
export interface KitMetrics {
  add(name: KitMetricName, labels?: Readonly<Record<string, string>>, amount?: number): void
  set(name: KitMetricName, value: number): void
  observe(name: KitMetricName, value: number): void
}

/** One metric as Prometheus wants it described. */
export interface KitMetric {
  readonly type: 'counter' | 'gauge' | 'histogram'
  readonly help: string
  readonly labels: readonly string[]
  /** Upper bounds of the buckets of a histogram, in its unit. */
  readonly buckets?: readonly number[]
}

const SECONDS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/** All metrics of the loops (spec: 87-serving-protocols §3). */
export const KIT_METRICS = {
  plexus_miner_requests_total: {
    type: 'counter',
    help: 'Requests by route and how they ended.',
    labels: ['route', 'outcome'],
  },
  plexus_miner_inflight: { type: 'gauge', help: 'Requests at work.', labels: [] },
  plexus_miner_request_seconds: {
    type: 'histogram',
    help: 'Time of the work for one request.',
    labels: [],
    buckets: SECONDS,
  },
  plexus_validator_challenges_total: {
    type: 'counter',
    help: 'Challenges by verdict: ok, wrong, or the fault.',
    labels: ['verdict'],
  },
  plexus_validator_verify_seconds: {
    type: 'histogram',
    help: 'Time to judge one answer.',
    labels: [],
    buckets: SECONDS,
  },
  plexus_validator_convictions_total: {
    type: 'counter',
    help: 'Miners caught with a proof of cheating.',
    labels: ['reason'],
  },
  plexus_validator_windows_total: { type: 'counter', help: 'Windows scored.', labels: [] },
  plexus_validator_weights_age_blocks: {
    type: 'gauge',
    help: 'Blocks since weights were last set.',
    labels: [],
  },
} as const satisfies Record<string, KitMetric>

/** Name of a metric of the loops. */
export type KitMetricName = keyof typeof KIT_METRICS

/** Counts nothing. */
export const noMetrics: KitMetrics = { add() {}, set() {}, observe() {} }
