import { bytesToHex, createHasher, createKeyPair, createSignatures } from '@plexus/primitives'
import type { Hasher, KeyPair } from '@plexus/primitives'
import { createNode, ExtrinsicRefusedError } from '@plexus/node'
import type { Node } from '@plexus/node'
import { createHost, extrinsicOutcomes } from '@plexus/runtime'
import type { Host } from '@plexus/runtime'
import { signExtrinsic } from '@plexus/testing'
import { encodeLifeCall } from './encode-call.ts'
import { connect } from './rpc.ts'
import type { Request } from './rpc.ts'
import type { Life, LifeExtrinsic } from './script.ts'

/** What the oracle must know of a block (spec/oracle/README.md). */
export interface ObservedBlock {
  readonly author: string
  readonly parentHash: string
  /** Milliseconds. */
  readonly timestamp: number
}

/** What became of an extrinsic of the life, as the oracle writes it. */
export interface PlayedExtrinsic {
  readonly block: number
  readonly index: number
  readonly signer: string
  readonly call: string
  readonly error: string | null
  readonly inner?: readonly (string | null)[]
}

/** A life that is being played on a node. */
export interface Play {
  readonly hasher: Hasher
  readonly request: Request
  readonly observed: ReadonlyMap<number, ObservedBlock>
  readonly extrinsics: readonly PlayedExtrinsic[]
  /** The life as it was played: without what no block took, where that is let go. */
  readonly played: () => Life
  /** Makes the next block with what the life has for it; gives its hash. */
  next(): Promise<string>
  stop(): Promise<void>
}

const GENESIS_MS = 1_800_000_000_000
const SLOT_MS = 250
/** Extrinsics of the author before those of the life: the time, and the key to encrypt to. */
const INHERENTS = 2

/** How a life is played. */
export interface PlayOptions {
  /** Passes the pool by, and leaves out what a block does not take; default false. */
  readonly lenient?: boolean
}

interface Stage {
  readonly node: Node
  readonly request: Request
  readonly host: Host
  readonly accounts: ReadonlyMap<string, Uint8Array>
  readonly keys: ReadonlyMap<string, KeyPair>
  readonly nonces: Map<string, number>
}

/**
 * Puts a node on the stage: the fast local network in memory, a block whenever one is asked for.
 *
 * @throws Error where a public key of the life is not that of its URI
 */
export async function createPlay(life: Life, { lenient = false }: PlayOptions = {}): Promise<Play> {
  const [hasher, signatures] = await Promise.all([createHasher(), createSignatures()])
  const node = await createNode({
    ...{ preset: 'localnet', timing: 'fast', memory: true, signatureWorkers: 0 },
    sealing: { mode: 'manual' },
  })
  await node.start()
  const named = Object.entries(life.accounts)
  const keys = new Map(
    named.map(([name, { uri }]) => [name, createKeyPair({ scheme: 'Sr25519', uri }, signatures)]),
  )
  for (const [name, key] of keys) {
    const hex = bytesToHex(key.publicKey)
    if (hex !== life.accounts[name]?.public) throw new Error(`the key of ${name} is ${hex}`)
  }
  const host = createHost(hasher, signatures)
  const accounts = new Map([...keys].map(([name, { account }]) => [name, account]))
  const request = connect(node.rpc)
  const stage: Stage = { node, request, host, accounts, keys, nonces: new Map() }
  const observed = new Map<number, ObservedBlock>()
  const extrinsics: PlayedExtrinsic[] = []
  const steps: Life['steps'][number][] = []
  const names = new Map(named.map(([name, { public: key }]) => [key, name]))
  return {
    ...{ hasher, request, observed, extrinsics },
    played: () => ({ ...life, steps }),
    async next() {
      const block = node.chain.head().number + 1
      const step = life.steps.find((each) => each.block === block)
      const wanted = step?.extrinsics ?? []
      const taken = lenient
        ? await sealWhatFits(stage, block, wanted)
        : await sealAll(stage, block, wanted)
      if (taken.length > 0) steps.push({ block, extrinsics: taken })
      extrinsics.push(...outcomesOf(stage, block, taken))
      observed.set(block, await observe(request, block, names))
      return bytesToHex(node.chain.head().hash)
    },
    stop: () => node.stop(),
  }
}

async function sealAll(
  stage: Stage,
  block: number,
  extrinsics: readonly LifeExtrinsic[],
): Promise<readonly LifeExtrinsic[]> {
  const { node, request } = stage
  const signed = extrinsics.map((extrinsic) => sign(stage, extrinsic))
  for (const [index, bytes] of signed.entries()) {
    await request('author_submitExtrinsic', [bytesToHex(bytes)]).catch((cause: unknown) => {
      const { signer, call } = extrinsics[index] ?? { signer: '', call: '' }
      throw new Error(`block ${block}: the pool refuses ${call} of ${signer}`, { cause })
    })
  }
  // All of the pool's, in the order of the life: the pool's own order is by priority.
  await node.engine.seal({ timestampMs: BigInt(timestampOf(block)), extrinsics: signed })
  return extrinsics
}

async function sealWhatFits(
  stage: Stage,
  block: number,
  extrinsics: readonly LifeExtrinsic[],
): Promise<readonly LifeExtrinsic[]> {
  const nonces = new Map(stage.nonces)
  const signed = extrinsics.map((extrinsic) => sign(stage, extrinsic))
  try {
    const timestampMs = BigInt(timestampOf(block))
    await stage.node.engine.seal({ timestampMs, extrinsics: signed })
    return extrinsics
  } catch (error) {
    if (!(error instanceof ExtrinsicRefusedError)) throw error
    for (const signer of stage.nonces.keys()) stage.nonces.set(signer, nonces.get(signer) ?? 0)
    return sealWhatFits(stage, block, extrinsics.toSpliced(error.index, 1))
  }
}

function outcomesOf(
  { node, host }: Stage,
  block: number,
  extrinsics: readonly LifeExtrinsic[],
): readonly PlayedExtrinsic[] {
  const outcomes = extrinsicOutcomes(host, node.chain.stateAt(node.chain.head().hash))
  return extrinsics.map(({ signer, call }, index) => {
    const { outcome, inner } = outcomes[index + INHERENTS] ?? { outcome: 'nothing', inner: [] }
    const results = inner.map(errorOf)
    return {
      ...{ block, index, signer, call, error: errorOf(outcome) },
      ...(results.length > 0 && { inner: results }),
    }
  })
}

function sign(stage: Stage, { signer, call, args }: LifeExtrinsic): Uint8Array {
  const key = stage.keys.get(signer)
  if (key === undefined) throw new Error(`the life has no account ${signer}`)
  const nonce = stage.nonces.get(signer) ?? 0
  stage.nonces.set(signer, nonce + 1)
  const { genesisHash, runtime } = stage.node.chain
  const { specVersion, transactionVersion } = runtime.version
  const options = { signer: key, nonce, genesisHash, specVersion, transactionVersion }
  return signExtrinsic(encodeLifeCall({ call, args }, stage.accounts), options, stage.host)
}

/** Reads a block's author out of its header, as a client does. */
async function observe(
  request: Request,
  block: number,
  names: ReadonlyMap<string, string>,
): Promise<ObservedBlock> {
  const hash = await request<string>('chain_getBlockHash', [block])
  const header = await request<{
    readonly parentHash: string
    readonly digest: { readonly logs: readonly string[] }
  }>('chain_getHeader', [hash])
  const slot = slotOf(header.digest.logs)
  const list = await request<string>('state_call', ['AuraApi_authorities', '0x', hash])
  // One byte of length, then 32 bytes for each.
  const authorities = (list.slice(4).match(/.{64}/g) ?? []).map((key) => `0x${key}`)
  const author = names.get(authorities[Number(slot % BigInt(authorities.length))] ?? '')
  if (author === undefined) throw new Error(`the author of block ${block} is unknown`)
  return { author, parentHash: header.parentHash, timestamp: timestampOf(block) }
}

/** The slot in the log that precedes a block: tag 6, `aura`, 8 bytes. */
function slotOf(logs: readonly string[]): bigint {
  const log = logs.find((each) => each.startsWith('0x0661757261')) ?? ''
  return Buffer.from(log.slice(14), 'hex').readBigUInt64LE()
}

const timestampOf = (block: number): number => GENESIS_MS + block * SLOT_MS
const errorOf = (outcome: string): string | null => (outcome === 'ok' ? null : outcome)
