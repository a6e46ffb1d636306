import { bytesToHex, hash } from '@plexus/primitives'
import type { Hash, KeyPair } from '@plexus/primitives'
import { expect } from 'vitest'
import { createRuntime } from '../../src/create-runtime.ts'
import type { RuntimeCall } from '../../src/frame/call.ts'
import { sovereign } from '../../src/genesis/sovereign.ts'
import type { SovereignOptions } from '../../src/genesis/sovereign.ts'
import { checkInvariants, checkTransition } from '../../src/invariants.ts'
import type { EngineReport, ExecutedBlock, Runtime, ValidatorUpdate } from '../../src/runtime.ts'
import type { Changes } from '../../src/state/view.ts'
import { config, keyOf, MapState, TestChain } from '../executive/chain-kit.ts'
import { host } from '../helpers/test-context.ts'

export const TAO = 1_000_000_000n

/** Everything about a validator: who owns it, its hotkey and its consensus key. */
export interface TestValidator {
  readonly coldkey: KeyPair
  readonly hotkey: KeyPair
  readonly consensus: KeyPair
  readonly address: Uint8Array
}

/** Keys of the validator of a name, the same in every test. */
export function validatorOf(name: string): TestValidator {
  const consensus = keyOf(`//${name}//consensus`, 'Ed25519')
  return {
    coldkey: keyOf(`//${name}//coldkey`),
    hotkey: keyOf(`//${name}//hotkey`),
    consensus,
    // The rule of the engine: the first 20 bytes of the SHA-256 of the key.
    address: host.sha256(consensus.account).slice(0, 20),
  }
}

export const names = ['a', 'b', 'c', 'd'] as const
export const four = names.map(validatorOf)
export const rich = keyOf('//rich')

/** Without a root: these chains have many blocks, and nobody asks what their headers commit to. */
class RootlessState extends MapState {
  override root(): Hash {
    return NO_HASH
  }

  override after(changes: Changes): RootlessState {
    return new RootlessState(super.after(changes).entries)
  }
}

const NO_HASH = hash(new Uint8Array(32))

/** A sovereign chain of four validators with 10,000 TAO each, and its runtime. */
export class SovereignChain extends TestChain {
  readonly runtime: Runtime

  constructor(options: Partial<SovereignOptions> = {}) {
    const genesis = sovereign({
      validators: four.map(({ coldkey, hotkey, consensus }) => ({
        coldkey: coldkey.account,
        hotkey: hotkey.account,
        key: consensus.account,
        stake: 10_000n * TAO,
      })),
      balances: [[rich.account, 1_000_000n * TAO]],
      ...options,
    })
    const on = createRuntime({ host, config, genesis })
    super(on.genesis(), on)
    this.state = new RootlessState(this.state.entries)
    this.runtime = on
  }

  /** A block under an engine with many authors, by the first validator; its facts hold. */
  reported(
    report: Partial<EngineReport> = {},
    ...extrinsics: readonly Uint8Array[]
  ): ExecutedBlock {
    const before = this.state
    const open = this.open({ report: { ...PLAIN_REPORT, ...report } })
    for (const each of extrinsics) expect(open.apply(each)).toMatchObject({ kind: 'included' })
    const block = this.push(open)
    expect(checkInvariants(host, this.state)).toEqual([])
    expect(checkTransition(host, before, this.state)).toEqual([])
    return block
  }

  /** A signed call of somebody, with the next nonce. */
  from(signer: KeyPair, call: RuntimeCall): Uint8Array {
    const name = bytesToHex(signer.account)
    const nonce = this.#nonces.get(name) ?? 0
    this.#nonces.set(name, nonce + 1)
    return this.sign(call, { signer, nonce })
  }

  /** What the head tells the engine: names of validators with their powers. */
  updates(): readonly (readonly [string, bigint])[] {
    return this.runtime.validatorUpdates(this.state).map(named)
  }

  readonly #nonces = new Map<string, number>()
}

const [first] = four
const PLAIN_REPORT: EngineReport = {
  proposer: first?.address ?? new Uint8Array(20),
  absent: [],
  misbehaviours: [],
}

const NAMES = new Map(
  ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => [
    bytesToHex(validatorOf(name).consensus.account),
    name,
  ]),
)

export const named = ({ key, power }: ValidatorUpdate): readonly [string, bigint] => [
  NAMES.get(bytesToHex(key)) ?? '?',
  power,
]

/** In the order of the names, for comparing. */
export const byName = (
  updates: readonly (readonly [string, bigint])[],
): readonly (readonly [string, bigint])[] => [...updates].sort(([a], [b]) => (a < b ? -1 : 1))
