import { expect, test } from 'vitest'
import { planNodes } from '../../src/network/plan-nodes.ts'

const plan = (hosts: readonly string[], count: number) =>
  planNodes({ hosts, count, firstPort: 9_000, blockTimeMs: 500 })
const ports = (hosts: readonly string[], count: number) =>
  plan(hosts, count).map(({ name, host, rpcPort, p2pPort, cometPort, metricsPort }) =>
    [name, host, rpcPort, p2pPort, cometPort, metricsPort].join(' '),
  )

test('nodes of one machine have four ports each, one after the other', () => {
  expect(ports([], 3)).toEqual([
    'node0 127.0.0.1 9000 9001 9002 9003',
    'node1 127.0.0.1 9004 9005 9006 9007',
    'node2 127.0.0.1 9008 9009 9010 9011',
  ])
  expect(plan([], 2).every(({ sharedAddress }) => sharedAddress)).toBe(true)
})

test('nodes of several machines have the same ports', () => {
  expect(ports(['a', 'b'], 2)).toEqual([
    'node0 a 9000 9001 9002 9003',
    'node1 b 9000 9001 9002 9003',
  ])
  expect(plan(['a', 'b'], 2).some(({ sharedAddress }) => sharedAddress)).toBe(false)
})

test('two on one of several machines share its address', () => {
  expect(ports(['a', 'b', 'a'], 3).at(-1)).toBe('node2 a 9004 9005 9006 9007')
  expect(plan(['a', 'b', 'a'], 3).every(({ sharedAddress }) => sharedAddress)).toBe(true)
})
