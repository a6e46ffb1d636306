import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bytesToHex, createHasher, createKeyPair, createSignatures } from '@plexus/primitives'
import type { KeyPair } from '@plexus/primitives'
import { createNode } from '@plexus/node'
import type { AnyNode } from '@plexus/node'
import { callOf, encodeCall } from '@plexus/runtime'
import type { SovereignOptions, StorageKey } from '@plexus/runtime'
import { createScriptedCometBft, signExtrinsic } from '@plexus/testing'
import type { ScriptedCometBft, ScriptedOptions } from '@plexus/testing'

export const hasher = await createHasher()
const signatures = await createSignatures()
export const keyOf = (uri: string, scheme: KeyPair['scheme'] = 'Sr25519'): KeyPair =>
  createKeyPair({ scheme, uri }, signatures)
export const [alice, bob] = [keyOf('//Alice'), keyOf('//Bob')]

/** 1 January 2026. */
export const GENESIS_MS = 1_767_225_600_000
export const SLOT_MS = 250

/** A node of a network, with a CometBFT that a test plays. */
export interface BftBench {
  readonly node: () => AnyNode
  readonly comet: ScriptedCometBft
  readonly fatal: readonly Error[]
  /** Where CometBFT finds the application. */
  readonly socket: string
  /** Another CometBFT on the same application. */
  otherComet(options: Partial<ScriptedOptions>): ScriptedCometBft
  /** Ends the node and starts another on what is on the disk. */
  restart(): Promise<void>
  /** A transfer that Alice signs; the amount makes it different. */
  transfer(nonce: number, amount?: bigint, signer?: KeyPair): Uint8Array
  close(): Promise<void>
}

/** What a bench differs in from one in memory, on the local network. */
export interface BenchOptions {
  readonly disk?: boolean
  /** Needs a disk. */
  readonly snapshotEvery?: number
  readonly sovereign?: SovereignOptions
  /** What CometBFT was founded with. */
  readonly validators?: ScriptedOptions['validators']
}

export async function bftBench(options: BenchOptions = {}): Promise<BftBench> {
  const { sovereign, validators, snapshotEvery } = options
  const directory = mkdtempSync(join(tmpdir(), 'bft-'))
  const socket = join(directory, 'abci.sock')
  const fatal: Error[] = []
  const signed = new Map<string, Uint8Array>()
  const begin = async (): Promise<AnyNode> => {
    const started = await createNode({
      preset: sovereign === undefined ? 'localnet' : { type: 'sovereign', load: () => sovereign },
      timing: 'fast',
      ...(options.disk === true ? { path: join(directory, 'chain') } : { memory: true }),
      signatureWorkers: 0,
      engine: {
        ...{ type: 'cometbft', home: directory, external: true, rpcPort: UNUSED_PORT },
        ...(snapshotEvery !== undefined && { snapshotEvery }),
      },
      onFatal: (error) => fatal.push(error),
    })
    await started.start()
    return started
  }
  let node = await begin()
  const { genesisHash } = node.chain
  const preset = sovereign === undefined ? 'localnet' : 'sovereign'
  const founding = { preset, timing: 'fast', genesisHash: bytesToHex(genesisHash) }
  const founded: ScriptedOptions = {
    path: socket,
    chainId: 'test',
    genesisTimeMs: GENESIS_MS,
    appState: new TextEncoder().encode(JSON.stringify(founding)),
    ...(validators && { validators }),
  }
  return {
    node: () => node,
    comet: createScriptedCometBft(founded),
    fatal,
    socket,
    otherComet: (other) => createScriptedCometBft({ ...founded, ...other }),
    async restart() {
      await node.stop()
      node = await begin()
    },
    transfer(nonce, amount = 1_000n, signer = alice) {
      const dest = { type: 'Id', value: bob.account }
      const call = encodeCall(callOf('Balances', 'transfer_keep_alive', { dest, value: amount }))
      const versions = { specVersion: 425, transactionVersion: 1 }
      const name = `${bytesToHex(signer.account)} ${nonce} ${amount}`
      const known = signed.get(name)
      if (known !== undefined) return known
      // No two signatures of the same bytes are the same.
      const bytes = signExtrinsic(call, { signer, nonce, genesisHash, ...versions }, hasher)
      signed.set(name, bytes)
      return bytes
    },
    async close() {
      await node.stop()
      rmSync(directory, { recursive: true })
    },
  }
}

/** Nobody listens there: what is submitted waits in the pool. */
const UNUSED_PORT = 26_601

/** The key of what the chain has of an account. */
export function accountKey(account: Uint8Array): StorageKey {
  const [system, item] = ['System', 'Account'].map((name) => hasher.twox128(Buffer.from(name)))
  const parts = [system ?? [], item ?? [], hasher.blake2b128(account), account]
  return Buffer.concat(parts.map((part) => Buffer.from(part))).toString('latin1')
}

/** AccountInfo: four u32 counters, then the free balance. */
export const balanceIn = (value: Uint8Array | undefined): bigint =>
  Buffer.from(value ?? new Uint8Array(24)).readBigUInt64LE(16)

/** What an account has free at the head, in rao. */
export function freeBalance({ node }: BftBench, account: Uint8Array): bigint {
  const { chain } = node()
  return balanceIn(chain.stateAt(chain.head().hash).get(accountKey(account)))
}
