import { createHasher } from '@plexus/primitives'
import type { Hash, Hasher } from '@plexus/primitives'
import type { Chain } from '../../src/chain/interface.ts'
import { createPool } from '../../src/pool/create-pool.ts'
import type { PoolOptions } from '../../src/pool/create-pool.ts'
import type { Pool, TransactionStatus } from '../../src/pool/interface.ts'
import { modelChain } from './model-chain.ts'
import { encodeModel, modelRuntime } from './model-runtime.ts'
import type { ModelRuntime, ModelTransaction } from './model-runtime.ts'
import { virtualClock } from './virtual-clock.ts'
import type { VirtualClock } from './virtual-clock.ts'

/** A pool on a model chain under a virtual clock. */
export interface Harness {
  readonly clock: VirtualClock
  readonly runtime: ModelRuntime
  readonly chain: Chain
  readonly pool: Pool
  submit(transaction: ModelTransaction): Promise<Hash>
  /** Watches and collects the statuses. */
  watch(transaction: ModelTransaction): Promise<TransactionStatus[]>
  /** Puts a block of these transactions, or of all ready ones, on the head. */
  importBlock(transactions?: readonly ModelTransaction[]): Hash
}

export async function poolHarness(
  options: Partial<PoolOptions> = {},
  givenHasher?: Hasher,
): Promise<Harness> {
  const hasher = givenHasher ?? (await createHasher())
  const clock = virtualClock()
  const runtime = modelRuntime(hasher)
  const chain = modelChain(runtime)
  const signatures = { check: () => Promise.resolve(true) }
  const pool = createPool({ chain, hasher, signatures, clock, ...options })
  pool.start()
  let salt = 0
  return {
    clock,
    runtime,
    chain,
    pool,
    submit: (transaction) => pool.submit(encodeModel(transaction), 'External'),
    async watch(transaction) {
      const heard: TransactionStatus[] = []
      await pool.watch(encodeModel(transaction), 'External', (status) => heard.push(status))
      return heard
    },
    importBlock(transactions) {
      const { hash, number } = chain.head()
      salt = (salt + 1) & 255
      const start = { parentHash: hash, number: number + 1, digest: [Uint8Array.of(salt)] }
      const open = runtime.open(chain.stateAt(hash), start)
      const bytes = transactions?.map(encodeModel) ?? [...pool.ready()].map((each) => each.bytes)
      for (const each of bytes) open.apply(each)
      const executed = open.seal()
      chain.append(executed)
      return executed.hash
    },
  }
}

/** The names of statuses. */
export function typesOf(statuses: readonly TransactionStatus[]): readonly string[] {
  return statuses.map(({ type }) => type)
}
