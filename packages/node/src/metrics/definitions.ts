/** What a metric is: one row of `docs/metrics.md`. */
export interface MetricDefinition {
  readonly name: string
  readonly type: 'counter' | 'gauge' | 'histogram'
  readonly unit: string
  readonly help: string
  readonly labels?: readonly string[]
  /** Upper bounds of a histogram, in its unit. */
  readonly buckets?: readonly number[]
}

const EXECUTION_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 12]
const CALL_BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5]
const TRANSACTION_BUCKETS = [0, 1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000]

/** Every metric of a node. */
export const METRICS = {
  blockBest: gauge('plexus_block_best_number', 'blocks', 'Height of the head.'),
  blockFinalized: gauge('plexus_block_finalized_number', 'blocks', 'Height of the finalised head.'),
  blockSeconds: histogram(
    'plexus_block_execution_seconds',
    'seconds',
    'Time to build or execute a block and write it.',
    EXECUTION_BUCKETS,
  ),
  blockTransactions: histogram(
    'plexus_block_transactions',
    'transactions',
    'Extrinsics in a block beside its inherents.',
    TRANSACTION_BUCKETS,
  ),
  poolReady: gauge('plexus_pool_ready', 'transactions', 'Transactions that a block may take.'),
  poolFuture: gauge(
    'plexus_pool_future',
    'transactions',
    'Transactions that wait for another one, mostly for a lower nonce.',
  ),
  rpcCalls: {
    ...counter('plexus_rpc_calls_total', 'calls', 'JSON-RPC calls answered.'),
    labels: ['method', 'outcome'],
  },
  rpcSeconds: {
    ...histogram(
      'plexus_rpc_call_seconds',
      'seconds',
      'Time from a parsed JSON-RPC call to its answer.',
      CALL_BUCKETS,
    ),
    labels: ['method'],
  },
  rpcConnections: gauge('plexus_rpc_connections', 'connections', 'Open WebSocket connections.'),
  rpcSubscriptions: gauge('plexus_rpc_subscriptions', 'subscriptions', 'Active subscriptions.'),
  databaseBytes: gauge('plexus_database_bytes', 'bytes', 'Size of the database on disk.'),
  databaseSeconds: histogram(
    'plexus_database_write_seconds',
    'seconds',
    'Time of one atomic write.',
    EXECUTION_BUCKETS,
  ),
  drandRound: gauge(
    'plexus_drand_last_round',
    'rounds',
    'Newest round of drand that the chain has; 0 before the first.',
  ),
  processMemory: gauge('plexus_process_resident_bytes', 'bytes', 'Memory of the process (RSS).'),
} as const satisfies Readonly<Record<string, MetricDefinition>>

function gauge(name: string, unit: string, help: string): MetricDefinition {
  return { name, type: 'gauge', unit, help }
}

function counter(name: string, unit: string, help: string): MetricDefinition {
  return { name, type: 'counter', unit, help }
}

function histogram(
  name: string,
  unit: string,
  help: string,
  buckets: readonly number[],
): MetricDefinition {
  return { name, type: 'histogram', unit, help, buckets }
}
