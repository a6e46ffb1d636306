import { hash, orderedTrieRoot, trieRoot } from '@plexus/primitives'
import { createContext } from '../executive/context.ts'
import type { Environment } from '../executive/context.ts'
import { EXTRINSICS_ROOT_VERSION, hashHeader } from '../executive/block.ts'
import { Authorities as AuraAuthorities } from '../pallets/aura/storage.ts'
import { endow } from '../pallets/balances/genesis.ts'
import { Authorities as GrandpaAuthorities } from '../pallets/grandpa/storage.ts'
import { Key as SudoKey } from '../pallets/sudo/storage.ts'
import {
  BlockHash,
  LastRuntimeUpgrade,
  ParentHash,
  UpgradedToTripleRefCount,
  UpgradedToU32RefCount,
} from '../pallets/system/storage.ts'
import type { ExecutedBlock } from '../runtime.ts'
import { toStorageKey } from '../state/view.ts'
import type { Changes, StateView } from '../state/view.ts'
import { SPEC_NAME, SPEC_VERSION } from '../version.ts'
import type { GenesisPreset } from './preset.ts'

const NO_HASH = hash(new Uint8Array(32))
/** Clients ask for the hash of this item to notice upgrades; there is no WebAssembly behind it. */
const CODE_KEY = toStorageKey(new TextEncoder().encode(':code'))
const CODE = new TextEncoder().encode(`${SPEC_NAME} ${SPEC_VERSION}`)

const EMPTY_STATE: StateView = { get: () => undefined, keys: () => [], root: () => NO_HASH }

/** The state and the header of block 0. */
export function buildGenesis(environment: Environment, preset: GenesisPreset): ExecutedBlock {
  const ctx = createContext(environment, EMPTY_STATE)
  ctx.state.set(CODE_KEY, CODE)
  LastRuntimeUpgrade.set(ctx, { spec_version: SPEC_VERSION, spec_name: SPEC_NAME })
  UpgradedToU32RefCount.set(ctx, true)
  UpgradedToTripleRefCount.set(ctx, true)
  ParentHash.set(ctx, hash(new Uint8Array(32).fill(69)))
  BlockHash.set(ctx, 0, hash(new Uint8Array(32).fill(69)))
  AuraAuthorities.set(ctx, preset.authorities)
  GrandpaAuthorities.set(
    ctx,
    preset.finalityAuthorities.map((key) => [key, 1n] as const),
  )
  endow(ctx, preset.balances)
  if (preset.sudo !== undefined) SudoKey.set(ctx, preset.sudo)
  const changes = ctx.state.changes()
  const header = {
    parentHash: NO_HASH,
    number: 0,
    stateRoot: trieRoot(environment.host, presentEntries(changes)),
    extrinsicsRoot: orderedTrieRoot(environment.host, [], EXTRINSICS_ROOT_VERSION),
    digest: [],
  }
  const genesisHash = hashHeader(environment.host, header)
  return { block: { header, extrinsics: [] }, hash: genesisHash, changes }
}

function* presentEntries(changes: Changes): Generator<readonly [string, Uint8Array]> {
  for (const [key, value] of changes) if (value !== undefined) yield [key, value]
}
