import { hash, orderedTrieRoot, trieRoot, u16 } from '@plexus/primitives'
import { createContext } from '../executive/context.ts'
import type { Environment } from '../executive/context.ts'
import { EXTRINSICS_ROOT_VERSION, hashHeader } from '../executive/block.ts'
import type { RuntimeCall } from '../frame/call.ts'
import type { Context } from '../frame/context.ts'
import { ROOT } from '../frame/origin.ts'
import type { PalletId } from '../frame/pallet-id.ts'
import { storageValue } from '../frame/storage.ts'
import { Authorities as AuraAuthorities } from '../pallets/aura/storage.ts'
import { endow } from '../pallets/balances/genesis.ts'
import { startBeacon } from '../pallets/drand/genesis.ts'
import { startEngine } from '../pallets/engine/genesis.ts'
import { startEvmChainId } from '../pallets/evm-chain-id/index.ts'
import { startGrandpa } from '../pallets/grandpa/index.ts'
import { startLimitOrders } from '../pallets/limit-orders/index.ts'
import { startEconomy } from '../pallets/subtensor/genesis.ts'
import { Key as SudoKey } from '../pallets/sudo/storage.ts'
import { startSystem } from '../pallets/system/genesis.ts'
import { startFees } from '../pallets/transaction-payment/index.ts'
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

/** Where the reference keeps the version of a pallet's storage; metadata does not list it. */
const storageVersion = (pallet: PalletId) =>
  storageValue(pallet, ':__STORAGE_VERSION__:', u16, () => 0)

/** The state and the header of block 0. */
export function buildGenesis(environment: Environment, preset: GenesisPreset): ExecutedBlock {
  const ctx = createContext(environment, EMPTY_STATE)
  ctx.state.set(CODE_KEY, CODE)
  startSystem(ctx)
  if (preset.authorities.length > 0) AuraAuthorities.set(ctx, preset.authorities)
  startGrandpa(ctx, preset.finalityAuthorities)
  endow(ctx, preset.balances)
  startFees(ctx)
  if (preset.sudo !== undefined) SudoKey.set(ctx, preset.sudo)
  if (preset.economy !== undefined) startEconomy(ctx, preset.economy)
  if (preset.beaconKey !== undefined) startBeacon(ctx, preset.beaconKey)
  startEvmChainId(ctx)
  startLimitOrders(ctx)
  if (preset.engine !== undefined) startEngine(ctx, preset.engine)
  for (const call of preset.rootCalls ?? []) dispatchAsRoot(ctx, call)
  for (const pallet of environment.rules.pallets) {
    storageVersion(pallet.id).set(ctx, pallet.storageVersion ?? 0)
  }
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

function dispatchAsRoot(ctx: Context, call: RuntimeCall): void {
  const { pallet, name } = call.call
  if (ctx.dispatch(call, ROOT).ok) return
  throw new Error(`the genesis cannot do what it asks of Root: ${pallet.name}.${name}`)
}

function* presentEntries(changes: Changes): Generator<readonly [string, Uint8Array]> {
  for (const [key, value] of changes) if (value !== undefined) yield [key, value]
}
