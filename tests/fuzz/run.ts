import { createServer } from 'node:net'
import { parseArgs } from 'node:util'
import { createHasher, createSignatures } from '@plexus/primitives'
import { connectRpc, startNodeProcess } from '@plexus/testing'
import { createCollector } from './collect-garbage.ts'
import { createCampaign, STRETCH } from './campaign.ts'
import { startHeartbeat } from './heartbeat.ts'
import { createProbe } from './probe.ts'
import { createTally } from './tally.ts'

/**
 * Sends malformed frames, SCALE blobs and extrinsics to a node process and judges each reply.
 * `--count N --seed S`; `--from N` begins with that frame; `--at N` sends that frame alone.
 */

const { values: flags } = parseArgs({
  options: {
    count: { type: 'string', default: '5000' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    at: { type: 'string' },
  },
})
const seed = Number(flags.seed)
const replaying = flags.at !== undefined
const first = Number(flags.at ?? flags.from)
const end = replaying ? first + 1 : first + Number(flags.count)

const [port, metricsPort] = [await freePort(), await freePort()]
const collector = createCollector(await freePort())
// The node inherits it.
process.env['NODE_OPTIONS'] = `${process.env['NODE_OPTIONS'] ?? ''} ${collector.nodeOptions}`
const node = startNodeProcess([
  ...['node', '--tmp', '--chain', 'dev', '--timing', 'fast', '--sealing', 'manual', '--dev'],
  ...['--rpc-port', String(port), '--metrics-port', String(metricsPort)],
  ...['--json', '--log-level', 'warn'],
])
const tally = createTally({ seed, replaying })
try {
  const client = await connectRpc(`ws://127.0.0.1:${port}`, 120_000)
  const [hasher, signatures] = await Promise.all([createHasher(), createSignatures()])
  const probe = await createProbe(client, hasher, signatures)
  const heartbeat = await startHeartbeat(port, node.child.pid ?? 0)
  const campaign = await createCampaign(
    { node, port, metricsPort, seed },
    { probe, hasher, tally, collector, heartbeat },
  )
  for (let at = first; at < end; at += STRETCH) {
    await campaign.stretch(at, Math.min(at + STRETCH, end))
    if (node.child.exitCode !== null) break
  }
  await heartbeat.close()
  client.close()
  await stop()
} catch (error) {
  tally.broke(error instanceof Error ? (error.stack ?? error.message) : String(error))
} finally {
  node.kill('SIGKILL')
}
process.stdout.write(tally.report())
process.exitCode = tally.failures() === 0 ? 0 : 1

/** SIGTERM must end the node with code 0. */
async function stop(): Promise<void> {
  const timer = setTimeout(() => node.kill('SIGKILL'), 10_000)
  node.kill('SIGTERM')
  const { code, signal } = await node.ended
  clearTimeout(timer)
  if (code !== 0) tally.broke(`after SIGTERM the node ended with ${code ?? signal}`)
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const found = typeof address === 'object' && address !== null ? address.port : 0
      server.close(() => resolve(found))
    })
  })
}
