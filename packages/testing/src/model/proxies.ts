import {
  AccountId32,
  concatBytes,
  encode,
  equalBytes,
  fixedBytes,
  struct,
  tuple,
  u16,
  u32,
  u64,
  u8,
  vec,
} from '@plexus/primitives'
import type { KeyPair, ValueOf } from '@plexus/primitives'
import type { ModelWorld, PureOrigin } from './sure-move.ts'

/** Types of proxies by their wire index (spec: 20-calls §16.1). */
export const PROXY_TYPES = [
  'Any',
  'Owner',
  'NonCritical',
  'NonTransfer',
  'Senate',
  'NonFungible',
  'Triumvirate',
  'Governance',
  'Staking',
  'Registration',
  'Transfer',
  'SmallTransfer',
  'RootWeights',
  'ChildKeys',
  'SudoUncheckedSetCode',
  'SwapHotkey',
  'SubnetLeaseBeneficiary',
  'RootClaim',
] as const

const Definition = struct({ delegate: AccountId32, type: u8, delay: u32 })
const Pending = struct({ real: AccountId32, hash: fixedBytes(32), height: u32 })

/** That somebody may act for another. */
export type Definition = ValueOf<typeof Definition>
/** That a proxy will make a call. */
export type Pending = ValueOf<typeof Pending>

/** Places in a block that a call may have had. */
const PLACES = 16
const PURE = new TextEncoder().encode('modlpy/proxy____')

/** The proxies of an account, in their order. */
export function proxiesOf({ storage }: ModelWorld, account: Uint8Array): readonly Definition[] {
  const stored = storage.get(tuple(vec(Definition), u64), 'Proxy.Proxies', storage.twox64(account))
  return stored?.[0] ?? []
}

/** What an account announced as a proxy. */
export function announcedBy({ storage }: ModelWorld, account: Uint8Array): readonly Pending[] {
  const stored = storage.get(
    tuple(vec(Pending), u64),
    'Proxy.Announcements',
    storage.twox64(account),
  )
  return stored?.[0] ?? []
}

/** The name of a type of proxy. */
export const typeName = ({ type }: Definition): string => PROXY_TYPES[type] ?? 'Any'

/** The coldkey of an account, where it is one of the cast. */
export const coldkeyOf = ({ cast }: ModelWorld, account: Uint8Array): KeyPair | undefined =>
  cast.find(({ coldkey }) => equalBytes(coldkey.account, account))?.coldkey

/** A pure proxy that lives. */
export interface LivingPure {
  readonly origin: PureOrigin
  readonly account: Uint8Array
  readonly place: number
}

/** The pure proxies in memory that live, each with its place in its block. */
export function livingPures(world: ModelWorld): readonly LivingPure[] {
  return world.memory.pures.flatMap((origin) => {
    for (let place = 0; place < PLACES; place += 1) {
      const account = pureAccount(world, origin, place)
      if (proxiesOf(world, account).length > 0) return [{ origin, account, place }]
    }
    return []
  })
}

function pureAccount({ hasher }: ModelWorld, origin: PureOrigin, place: number): Uint8Array {
  const type = PROXY_TYPES.findIndex((name) => name === origin.type)
  return hasher.blake2b256(
    concatBytes(
      PURE,
      origin.spawner,
      encode(u32, origin.height),
      encode(u32, place),
      encode(u8, type),
      encode(u16, origin.index),
    ),
  )
}
