import type { Hasher } from '@plexus/primitives'
import { createRandom } from '@plexus/testing'
import type { NodeProcess, Random } from '@plexus/testing'
import { blobs } from './blobs.ts'
import type { Collector } from './collect-garbage.ts'
import { extrinsics } from './extrinsics.ts'
import { frames } from './frames.ts'
import { openLink } from './link.ts'
import type { Heartbeat } from './heartbeat.ts'
import type { Link } from './link.ts'
import type { Probe } from './probe.ts'
import type { Kind, Tally } from './tally.ts'
import { tryFrame } from './try-frame.ts'
import { complaints, gauge, openFiles, residentMb, until } from './vitals.ts'
import type { Frame, World } from './world.ts'

/** The node under test and the seed of the frames. */
export interface CampaignOptions {
  readonly node: NodeProcess
  readonly port: number
  readonly metricsPort: number
  readonly seed: number
}

export interface CampaignModules {
  readonly probe: Probe
  readonly hasher: Hasher
  readonly tally: Tally
  readonly collector: Collector
  readonly heartbeat: Heartbeat
}

/** Sends frames and looks after the node between stretches of them. */
export interface Campaign {
  /** Frames `from` up to `to`, exclusive, on fresh connections; then the node's health. */
  stretch(from: number, to: number): Promise<void>
}

/** Frames between two looks at the node's health. */
export const STRETCH = 500
const MEMORY_GROWTH_MB = 200
const SETTLE_MS = 5_000
/** From here on the node reads a message beside its main thread. */
const LONG_MESSAGE_BYTES = 64 * 1024
const SUBSCRIPTIONS = 'plexus_rpc_subscriptions'

export async function createCampaign(
  options: CampaignOptions,
  { probe, hasher, tally, collector, heartbeat }: CampaignModules,
): Promise<Campaign> {
  const { node, port, metricsPort, seed } = options
  const pid = node.child.pid ?? 0
  const methods = new Set(probe.methods)
  const known = new Set<string>()
  await probe.check()
  const link = await openLink(port)
  await link.ask('chainHead_v1_follow', [true])
  // A gauge that does not see an open follow would see no leak either.
  const seen = await gauge(metricsPort, SUBSCRIPTIONS)
  if (seen !== 1) tally.broke(`the gauge ${SUBSCRIPTIONS} says ${seen} while one is open`)
  // The thread for long messages begins with the first of them, and stays.
  await link.ask('system_name', ['x'.repeat(LONG_MESSAGE_BYTES)])
  await link.close()
  const start = { memoryMb: residentMb(pid), files: openFiles(pid) }

  const health = async (): Promise<void> => {
    for (const line of complaints(node, known)) tally.broke(`the node complains: ${line}`)
    if (node.child.exitCode !== null) return tally.broke('the node has ended')
    await probe.check().catch((error: unknown) => tally.broke(`the probe: ${String(error)}`))
    const settled = await until(() => openFiles(pid) <= start.files, SETTLE_MS)
    if (!settled) tally.broke(`${openFiles(pid)} open files, ${start.files} at the start`)
    const grownMb = residentMb(pid) - start.memoryMb
    if (grownMb > MEMORY_GROWTH_MB) {
      await collector.collect()
      const heldMb = residentMb(pid) - start.memoryMb
      tally.note(`+${grownMb.toFixed(0)} MB, of which ${heldMb.toFixed(0)} MB are no garbage`)
      if (heldMb > MEMORY_GROWTH_MB) tally.broke(`memory grew by ${heldMb.toFixed(0)} MB`)
    }
    const subscriptions = await gauge(metricsPort, SUBSCRIPTIONS)
    if (subscriptions !== 0) tally.broke(`${subscriptions} subscriptions without a client`)
    tally.pause(grownMb)
  }

  return {
    async stretch(from, to) {
      const signers = await probe.accounts((from - (from % STRETCH)) / STRETCH)
      const base = { methods: probe.methods, genesisHash: probe.genesisHash, hasher, signers }
      let link = await openLink(port)
      let world = await follow(link, base)
      for (let at = from; at < to && node.child.exitCode === null; at += 1) {
        if (!link.isOpen()) {
          await link.close()
          link = await openLink(port)
          world = await follow(link, base)
        }
        const { kind, frame } = draw(world, seed, at)
        tally.judged(at, kind, frame, await tryFrame(link, frame, { methods, pid, heartbeat }))
      }
      await link.close()
      await health()
    },
  }
}

/** Frame `at` of a seed: it depends on nothing else that is random. */
function draw(
  world: World,
  seed: number,
  at: number,
): { readonly kind: Kind; readonly frame: Frame } {
  const random: Random = createRandom(Math.imul(seed, 0x9e3779b1) ^ Math.imul(at + 1, 0x85ebca6b))
  const kind = random.pick<Kind>(['frames', 'frames', 'blobs', 'extrinsics'])
  const generators = { frames, blobs, extrinsics }
  return { kind, frame: generators[kind](world, random, at) }
}

async function follow(link: Link, base: Omit<World, 'follow'>): Promise<World> {
  const id = await link.ask('chainHead_v1_follow', [true])
  return { ...base, follow: String(id) }
}
