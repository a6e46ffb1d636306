import { readFileSync } from 'node:fs'
import { register } from 'prom-client'
import { expect, test } from 'vitest'
import { createMetrics } from '../../src/metrics/create-metrics.ts'
import { METRICS } from '../../src/metrics/definitions.ts'

const options = {
  rpcMethods: () => ['system_chain', 'author_submitExtrinsic'],
  gauges: () => ({
    poolReady: 7,
    poolFuture: 2,
    rpcConnections: 2,
    rpcSubscriptions: 5,
    databaseBytes: 4_096,
    drandRound: 1_000,
    processMemory: 1_234,
  }),
}

test('renders what was recorded', async () => {
  const metrics = createMetrics(options)
  metrics.best(12)
  metrics.finalized(10)
  metrics.block(0.02, 3)
  metrics.databaseWrite(0.004)
  metrics.rpcCall('system_chain', 'ok', 0.003)
  const text = await metrics.render()
  for (const line of [
    'plexus_block_best_number 12',
    'plexus_block_finalized_number 10',
    'plexus_block_execution_seconds_sum 0.02',
    'plexus_block_execution_seconds_bucket{le="0.025"} 1',
    'plexus_block_transactions_sum 3',
    'plexus_database_write_seconds_count 1',
    'plexus_database_bytes 4096',
    'plexus_drand_last_round 1000',
    'plexus_rpc_connections 2',
    'plexus_rpc_subscriptions 5',
    'plexus_rpc_calls_total{method="system_chain",outcome="ok"} 1',
    'plexus_rpc_call_seconds_bucket{le="0.005",method="system_chain"} 1',
    'plexus_pool_ready 7',
    'plexus_pool_future 2',
    'plexus_process_resident_bytes 1234',
  ]) {
    expect(text.split('\n'), line).toContain(line)
  }
  expect(metrics.contentType).toMatch(/^text\/plain/)
})

test('bounds the labels: unknown methods count together', async () => {
  const metrics = createMetrics(options)
  for (let at = 0; at < 100; at += 1) metrics.rpcCall(`made_up_${at}`, 'error', 0.001)
  const text = await metrics.render()
  expect(text).toContain('plexus_rpc_calls_total{method="other",outcome="error"} 100')
  expect(text).not.toContain('made_up')
})

test('keeps nodes of one process apart and leaves the default registry alone', async () => {
  const one = createMetrics(options)
  const two = createMetrics(options)
  one.best(5)
  expect(await two.render()).toContain('plexus_block_best_number 0')
  expect(register.getMetricsAsArray()).toEqual([])
})

test('is listed in the documentation, metric by metric', () => {
  const path = new URL('../../../../docs/metrics.md', import.meta.url)
  const [nodes = ''] = readFileSync(path, 'utf8').split('## Miners and validators')
  const rows = nodes
    .split('\n')
    .filter((line) => line.startsWith('| `plexus_'))
    .map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')))
    .map(([, name, type, unit, help, labels]) => ({ name, type, unit, help, labels }))
  expect(rows).toEqual(
    Object.values(METRICS).map((metric) => ({
      name: metric.name,
      type: metric.type,
      unit: metric.unit,
      help: metric.help,
      labels: ('labels' in metric ? metric.labels : []).join(', '),
    })),
  )
})
