import type { Hasher } from '@plexus/primitives'
import { createRandom } from '@plexus/testing'
import type { NodeProcess, Random } from '@plexus/testing'
import { blobs } from './blobs.ts'
import { extrinsics } from './extrinsics.ts'
import { frames } from './frames.ts'
import { expect, faultOf, isObject } from './judge.ts'
import type { Expected } from './judge.ts'
import { openLink } from './link.ts'
import type { Link, Outcome } from './link.ts'
import type { Probe } from './probe.ts'
import type { Tally } from './tally.ts'
import { complaints, gauge, openFiles, queuedMs, residentMb } from './vitals.ts'
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
}

/** Sends frames and looks after the node between stretches of them. */
export interface Campaign {
  /** Frames `from` up to `to`, exclusive, on fresh connections; then the node's health. */
  stretch(from: number, to: number): Promise<void>
}

/** Frames between two looks at the node's health. */
export const STRETCH = 500
/** Time for an answer, in ms: times the started MiB of the frame or the requests of the batch. */
export const LIMIT_MS = 100
const PATIENCE_MS = 10_000
const MEMORY_GROWTH_MB = 200
const SETTLE_MS = 5_000
const CLOSE_CODES = { 'too long': [1009, 413], 'not UTF-8': [1007] } as const
const SUBSCRIPTIONS = 'plexus_rpc_subscriptions'

export async function createCampaign(
  options: CampaignOptions,
  { probe, hasher, tally }: CampaignModules,
): Promise<Campaign> {
  const { node, port, metricsPort, seed } = options
  const pid = node.child.pid ?? 0
  const methods = new Set(probe.methods)
  const known = new Set<string>()
  await probe.check()
  await (await openLink(port)).close()
  await gauge(metricsPort, SUBSCRIPTIONS)
  const start = { memoryMb: residentMb(pid), files: openFiles(pid) }

  const judge = async (link: Link, frame: Frame): Promise<Verdict> => {
    const expected = expect(frame, methods)
    const limitMs = LIMIT_MS * allowance(frame, expected)
    const queuedBefore = queuedMs([pid, process.pid])
    const outcome = await link.send(frame, expected.type === 'silence', PATIENCE_MS + limitMs)
    const startedAt = performance.now()
    const operation = operationIn(outcome)
    const ended = operation === undefined || (await link.ended(operation, PATIENCE_MS))
    const ms = outcome.ms + (operation === undefined ? 0 : performance.now() - startedAt)
    const queued = ms > limitMs ? queuedMs([pid, process.pid]) - queuedBefore : 0
    const late = ms - queued > limitMs ? `${ms.toFixed(0)} ms, the limit is ${limitMs}` : undefined
    const hung = ended ? undefined : 'an operation does not end'
    const fault = faultIn(outcome, expected) ?? link.faults()[0] ?? hung ?? late
    return { outcome, ms, limitMs, queued, fault }
  }

  const health = async (): Promise<void> => {
    for (const line of complaints(node, known)) tally.broke(`the node complains: ${line}`)
    if (node.child.exitCode !== null) return tally.broke('the node has ended')
    await probe.check().catch((error: unknown) => tally.broke(`the probe: ${String(error)}`))
    const settled = await until(() => openFiles(pid) <= start.files, SETTLE_MS)
    if (!settled) tally.broke(`${openFiles(pid)} open files, ${start.files} at the start`)
    const grownMb = residentMb(pid) - start.memoryMb
    if (grownMb > MEMORY_GROWTH_MB) tally.broke(`memory grew by ${grownMb.toFixed(0)} MB`)
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
        tally.judged(at, kind, frame, await judge(link, frame))
      }
      await link.close()
      await health()
    },
  }
}

/** What a frame led to. */
export interface Verdict {
  readonly outcome: Outcome
  readonly ms: number
  readonly limitMs: number
  /** Part of `ms` in which other processes had the processors. */
  readonly queued: number
  readonly fault: string | undefined
}

export type Kind = 'frames' | 'blobs' | 'extrinsics'

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

/** Long messages and batches may take longer in proportion. */
function allowance({ body }: Frame, expected: Expected): number {
  const requests = expected.type === 'replies' ? expected.asked.length : 1
  return Math.max(1, Math.ceil(body.length / 2 ** 20), requests)
}

function faultIn(outcome: Outcome, expected: Expected): string | undefined {
  switch (outcome.type) {
    case 'response':
      return faultOf(outcome.text, expected)
    case 'silence':
      return expected.type === 'silence' ? undefined : 'no answer'
    case 'nothing':
      return 'no answer and no end'
    case 'refusal': {
      const codes: readonly number[] =
        expected.type === 'refusal' ? CLOSE_CODES[expected.reason] : []
      return codes.includes(outcome.code) ? undefined : `the transport refused with ${outcome.code}`
    }
  }
}

/** The operation that a response has started. */
function operationIn(outcome: Outcome): string | undefined {
  if (outcome.type !== 'response' || !outcome.text.includes('"result":"started"')) return undefined
  const value = JSON.parse(outcome.text) as unknown
  const result = isObject(value) ? value['result'] : undefined
  return isObject(result) ? String(result['operationId']) : undefined
}

async function follow(link: Link, base: Omit<World, 'follow'>): Promise<World> {
  const id = await link.ask('chainHead_v1_follow', [true])
  return { ...base, follow: String(id) }
}

/** Whether something becomes true in time. */
async function until(condition: () => boolean, patienceMs: number): Promise<boolean> {
  const deadline = performance.now() + patienceMs
  while (!condition()) {
    if (performance.now() > deadline) return false
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  return true
}
