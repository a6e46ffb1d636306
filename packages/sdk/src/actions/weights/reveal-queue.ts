import { bytesToHex, encodeSs58 } from '@plexus/primitives'
import type { Client } from '../../client/client.ts'
import { bestHead } from '../../client/heads.ts'
import { readStorage } from '../../client/read-storage.ts'
import { signerAccount } from '../../client/signer.ts'
import type { Signer } from '../../client/signer.ts'
import { weightsCommitHash } from '../../weights/commit-hash.ts'
import { netuidIndex } from '../../weights/netuid-index.ts'
import type { WeightsReveal } from './commit-weights.ts'
import { revealWeights } from './reveal-weights.ts'

/** Where commitments are kept until they are revealed; what is lost can never be revealed. */
export interface RevealStore {
  /** What was saved last; `undefined` at the very first. */
  load(): string | undefined | Promise<string | undefined>
  save(json: string): void | Promise<void>
}

/** Commitments of one hotkey that wait for their epoch. */
export interface RevealQueue {
  /** Keeps one; call it before the commitment is published. */
  add(reveal: WeightsReveal): Promise<void>
  /** Forgets one that was not published after all. */
  remove(reveal: WeightsReveal): Promise<void>
  /** Reveals what is due, and forgets what the chain has no more. */
  revealDue(options?: { readonly signal?: AbortSignal }): Promise<void>
}

/** What a queue is made of. */
export interface RevealQueueOptions {
  readonly client: Client
  /** The hotkey. */
  readonly signer: Signer
  /** Default: memory only. */
  readonly store?: RevealStore
}

/** What is kept of a commitment. */
interface Kept {
  readonly reveal: WeightsReveal
  /** Best block when it was added. */
  readonly block: number
}

/** The chain keeps at most 10 of a hotkey. */
const MAX_PENDING = 64
/** A transaction is in a block after so many, or never will be. */
const SETTLED_BLOCKS = 100

/** Makes a queue; it is loaded when first used. */
export function createRevealQueue({ client, signer, store }: RevealQueueOptions): RevealQueue {
  let loaded: Promise<Kept[]> | undefined
  let running: Promise<void> | undefined
  const kept = (): Promise<Kept[]> => (loaded ??= load(store))

  async function change(next: Kept[]): Promise<void> {
    loaded = Promise.resolve(next)
    await store?.save(JSON.stringify(next, (_, value: unknown) => toJson(value)))
  }

  async function remove(reveal: WeightsReveal): Promise<void> {
    await change((await kept()).filter((item) => item.reveal !== reveal))
  }

  async function revealAll(options: { readonly signal?: AbortSignal }): Promise<void> {
    for (const item of await kept()) {
      const { reveal } = item
      const state = await stateOf(client, signer, item)
      if (state === 'waiting') continue
      if (state === 'due') await revealWeights(client, { reveal, signer, ...options })
      await remove(reveal)
    }
  }

  return {
    async add(reveal) {
      const { number: block } = await bestHead(client)
      await change([...(await kept()), { reveal, block }].slice(-MAX_PENDING))
    },
    remove,
    async revealDue(options = {}) {
      // Blocks may come faster than a reveal takes.
      running ??= revealAll(options).finally(() => (running = undefined))
      await running
    },
  }
}

/** Whether a commitment is due (spec: 20-calls §5.3). `gone`: revealed, expired or never made. */
async function stateOf(
  client: Client,
  signer: Signer,
  { reveal, block }: Kept,
): Promise<'waiting' | 'due' | 'gone'> {
  const account = signerAccount(signer)
  const hash = bytesToHex(weightsCommitHash({ ...reveal, hotkey: account }))
  const { netuid, mechid } = reveal
  const address = encodeSs58(account, client.ss58Prefix)
  const keys = [netuidIndex(netuid, mechid), address] as const
  const [head, commits, epoch, period] = await Promise.all([
    bestHead(client),
    readStorage(client, 'SubtensorModule.WeightCommits', keys),
    readStorage(client, 'SubtensorModule.SubnetEpochIndex', [netuid]),
    readStorage(client, 'SubtensorModule.RevealPeriodEpochs', [netuid]),
  ])
  const found = commits?.find(([committed]) => committed === hash)
  if (found === undefined) return head.number > block + SETTLED_BLOCKS ? 'gone' : 'waiting'
  const opens = found[1] + period
  if (epoch < opens) return 'waiting'
  return epoch === opens ? 'due' : 'gone'
}

async function load(store: RevealStore | undefined): Promise<Kept[]> {
  const json = await store?.load()
  if (json === undefined || json === '') return []
  return JSON.parse(json, (key, value: unknown) =>
    key === 'versionKey' ? BigInt(String(value)) : value,
  ) as Kept[]
}

const toJson = (value: unknown): unknown => (typeof value === 'bigint' ? value.toString() : value)
