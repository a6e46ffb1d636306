import { bytesToHex, concatBytes, encode, hexToBytes, u16 } from '@plexus/primitives'
import type { ChainState } from './chain-state.ts'
import type { Request } from './rpc.ts'
import type { Json, Life } from './script.ts'

/** Reads the state of a block into the form of the oracle's report, numbers as decimal strings. */
export interface Reporter {
  report(state: ChainState, block: number, wanted: WantedItems): Promise<Json>
}

/** Storage items that the oracle reports by their names, each with one value. */
export interface WantedItems {
  readonly rules: readonly string[]
  readonly subnet: readonly string[]
  readonly subnetRules: readonly string[]
}

type Rows = readonly (readonly unknown[])[]

const MECHANISM_STEP = 4096
const SUBNET = 'SubtensorModule'
/** Items of a subnet that other pallets have. */
const HOMES: Readonly<Record<string, string>> = {
  ...{ SwapBalancer: 'Swap', PalSwapInitialized: 'Swap' },
  ...{ TotalAlphaIssuance: 'AlphaAssets', AlphaBurned: 'AlphaAssets' },
  ...{ AlphaRecycled: 'AlphaAssets', FeeRate: 'Swap' },
}
const ALPHA_ASSETS = ['TotalAlphaIssuance', 'AlphaBurned', 'AlphaRecycled']
const VECTORS = ['Active', 'Emission', 'Consensus', 'Dividends', 'ValidatorTrust']
const MORE_VECTORS = ['ValidatorPermit', 'StakeWeight']

/** Makes a reporter that calls accounts by their names in the life. */
export function createReporter(life: Life, request: Request): Reporter {
  const named = Object.entries(life.accounts).map(
    ([name, { public: key }]) => [name, hexToBytes(key)] as const,
  )
  const names = new Map(Object.entries(life.accounts).map(([name, each]) => [each.public, name]))
  /** Accounts become names, numbers and bigints decimal strings, whatever they are in. */
  const plain = (value: unknown): Json => {
    if (value === undefined || value === null) return null
    if (typeof value === 'boolean') return value
    if (value instanceof Uint8Array) {
      const hex = bytesToHex(value)
      return names.get(hex) ?? hex
    }
    if (Array.isArray(value)) return value.map(plain)
    if (typeof value === 'object') {
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]))
    }
    if (typeof value === 'string') return value
    if (typeof value === 'number' || typeof value === 'bigint') return String(value)
    throw new Error(`no report has values of ${typeof value}`)
  }
  return {
    async report(state, block, wanted) {
      const netuids = rows(state, `${SUBNET}.NetworksAdded`).map(([netuid]) => netuid as number)
      const free = (account: Uint8Array): unknown => infoOf(state, account).data.free
      const subnets: [string, unknown][] = []
      for (const netuid of netuids) {
        subnets.push([String(netuid), await subnetOf(state, request, netuid, wanted)])
      }
      return plain({
        block,
        issuance: Object.fromEntries(
          [`${SUBNET}.TotalIssuance`, 'Balances.TotalIssuance'].map((item) => [
            ...[item, state.at(item)],
          ]),
        ),
        ...valuesOf(state, ['TotalStake', 'TotalNetworks', 'NetworkLastLockCost']),
        accounts: Object.fromEntries(
          named.map(([name, key]) => [name, { free: free(key), nonce: infoOf(state, key).nonce }]),
        ),
        subnetAccounts: Object.fromEntries(
          netuids.map((netuid) => [String(netuid), free(subnetAccount(netuid))]),
        ),
        subnets: Object.fromEntries(subnets),
        alphaAssets: Object.fromEntries(
          ALPHA_ASSETS.map((item) => [
            item,
            Object.fromEntries(rows(state, `AlphaAssets.${item}`) as [number, unknown][]),
          ]),
        ),
        ...stakesAndKeys(state),
        rules: valuesOf(state, wanted.rules),
      })
    },
  }
}

function stakesAndKeys(state: ChainState): Record<string, unknown> {
  const list = (item: string): Rows => rows(state, `${SUBNET}.${item}`)
  const named = (...items: string[]): Record<string, Rows> =>
    Object.fromEntries(items.map((item) => [item, list(item)]))
  return {
    stakes: {
      AlphaV2: list('AlphaV2').map(spreadLast),
      ...named('TotalHotkeyAlpha', 'TotalHotkeyAlphaLastEpoch', 'StakingHotkeys'),
      TotalHotkeySharesV2: list('TotalHotkeySharesV2').map(spreadLast),
    },
    children: list('ChildKeys'),
    parents: list('ParentKeys'),
    pendingChildren: list('PendingChildKeys').map(spreadLast),
    takes: named('Delegates', 'ChildkeyTake'),
    autoStake: list('AutoStakeDestination'),
    keys: named(
      ...['Owner', 'OwnedHotkeys', 'Uids', 'AutoStakeDestinationColdkeys'],
      ...['LastColdkeyHotkeyStakeBlock', 'TransactionKeyLastBlock'],
    ),
    root: {
      ...named('RootClaimable', 'RootClaimed', 'StakingColdkeys', 'StakingColdkeysByIndex'),
      RootClaimType: list('RootClaimType').map(([coldkey, kind]) => {
        const { type, value } = kind as { type: string; value?: { subnets: unknown } }
        return [coldkey, type, value?.subnets ?? []]
      }),
      NumStakingColdkeys: state.at(`${SUBNET}.NumStakingColdkeys`),
    },
  }
}

async function subnetOf(
  state: ChainState,
  request: Request,
  netuid: number,
  wanted: WantedItems,
): Promise<Record<string, unknown>> {
  const byHotkey = (item: string): Rows =>
    rows(state, `${SUBNET}.${item}`)
      .filter(([of]) => of === netuid)
      .map(([, ...row]) => row)
  const price = await request<string>('state_call', [
    ...['SwapRuntimeApi_current_alpha_price', bytesToHex(encode(u16, netuid)), state.blockHash],
  ])
  const values = (items: readonly string[]): Record<string, unknown> =>
    Object.fromEntries(
      items.map((item) => [item, state.at(`${HOMES[item] ?? SUBNET}.${item}`, netuid)]),
    )
  return {
    ...values(wanted.subnet),
    rules: values(wanted.subnetRules),
    price: Buffer.from(price.slice(2), 'hex').readBigUInt64LE(),
    neurons: neuronsOf(state, netuid),
    AlphaDividendsPerSubnet: byHotkey('AlphaDividendsPerSubnet'),
    RootAlphaDividendsPerSubnet: byHotkey('RootAlphaDividendsPerSubnet'),
  }
}

function neuronsOf(state: ChainState, netuid: number): Record<string, unknown> {
  const uids = range(Number(state.at(`${SUBNET}.SubnetworkN`, netuid)))
  const perUid = (item: string): unknown =>
    uids.map((uid) => state.at(`${SUBNET}.${item}`, netuid, uid))
  const vectors = [...VECTORS, ...MORE_VECTORS]
  const count = Number(state.at(`${SUBNET}.MechanismCountCurrent`, netuid))
  return {
    Keys: perUid('Keys'),
    BlockAtRegistration: perUid('BlockAtRegistration'),
    ...Object.fromEntries(vectors.map((item) => [item, state.at(`${SUBNET}.${item}`, netuid)])),
    mechanisms: range(count).map((mechanism) =>
      mechanismOf(state, mechanism * MECHANISM_STEP + netuid),
    ),
  }
}

function mechanismOf(state: ChainState, index: number): Record<string, unknown> {
  const list = (item: string): Rows =>
    rows(state, `${SUBNET}.${item}`)
      .filter(([of]) => of === index)
      .map(([, ...row]) => row)
  const filled = (item: string): Rows =>
    list(item).filter(([, row]) => (row as readonly unknown[]).length > 0)
  return {
    Incentive: state.at(`${SUBNET}.Incentive`, index),
    LastUpdate: state.at(`${SUBNET}.LastUpdate`, index),
    Weights: filled('Weights'),
    Bonds: filled('Bonds'),
    WeightCommits: list('WeightCommits'),
  }
}

/** The entries of a map as rows: keys, then the value. */
const rows = (state: ChainState, item: string): Rows =>
  state.entries(item).map(({ keys, value }) => [...keys, value])

/** A row whose value is a tuple, with the tuple's parts in its place. */
const spreadLast = (row: readonly unknown[]): readonly unknown[] => [
  ...row.slice(0, -1),
  ...(row.at(-1) as readonly unknown[]),
]

const valuesOf = (state: ChainState, items: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(items.map((item) => [item, state.at(`${SUBNET}.${item}`)]))

interface AccountInfo {
  readonly nonce: number
  readonly data: { readonly free: bigint }
}

const infoOf = (state: ChainState, account: Uint8Array): AccountInfo =>
  state.at('System.Account', account) as AccountInfo

/** The account that holds the TAO of a subnet (spec: 10-state §4.10). */
function subnetAccount(netuid: number): Uint8Array {
  const name = new TextEncoder().encode('modlsubtensr')
  return concatBytes(name, encode(u16, netuid), new Uint8Array(18))
}

const range = (length: number): readonly number[] => Array.from({ length }, (_, at) => at)
