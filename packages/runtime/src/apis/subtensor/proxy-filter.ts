import {
  bare,
  bool,
  bytes,
  enumeration,
  naming,
  option,
  struct,
  u128,
  u8,
  vec,
} from '@plexus/primitives'
import type { ValueOf } from '@plexus/primitives'
import { method } from '../../frame/api.ts'
import type { RuntimeApi } from '../../frame/api.ts'
import type { Context } from '../../frame/context.ts'
import { PROXY_FILTERS } from '../../pallets/proxy/filters.ts'
import type { FilterEntry, ProxyFilter } from '../../pallets/proxy/filters.ts'
import { PROXY_TYPE_INDEX } from '../../pallets/proxy/types.ts'

const path = (name: string) => ({ path: ['subtensor_runtime_common', name] })
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

const ProxyTypeInfo = struct({ name: bytes, index: u8, deprecated: bool }, path('ProxyTypeInfo'))
const CallCondition = enumeration(
  {
    ParamLessThan: naming(0, { param_name: bytes, limit: u128 }),
    NestedCallMustBe: naming(1, { pallet_name: bytes, call_name: bytes }),
  },
  path('CallCondition'),
)
const CallInfo = struct(
  {
    pallet_name: bytes,
    pallet_index: u8,
    call_name: option(bytes),
    call_index: option(u8),
    condition: option(CallCondition),
  },
  path('CallInfo'),
)
const MODES = { allowAll: 'AllowAll', denyAll: 'DenyAll', allow: 'Allow', deny: 'Deny' } as const
const FilterMode = enumeration(
  { AllowAll: bare(0), DenyAll: bare(1), Allow: bare(2), Deny: bare(3) },
  path('FilterMode'),
)
const ProxyFilterInfo = struct(
  {
    proxy_type: u8,
    name: bytes,
    deprecated: bool,
    filter_mode: FilterMode,
    calls: vec(CallInfo),
    exceptions: vec(CallInfo),
  },
  path('ProxyFilterInfo'),
)

const byIndex = (a: ProxyFilter, b: ProxyFilter): number =>
  PROXY_TYPE_INDEX[a.type] - PROXY_TYPE_INDEX[b.type]

/** A rule as clients read it; `undefined` for calls that this runtime does not have. */
function callInfo(ctx: Context, entry: FilterEntry): ValueOf<typeof CallInfo> | undefined {
  const [palletName = '', callName] = (typeof entry === 'string' ? entry : entry.call).split('.')
  const pallet = ctx.rules.pallets.find(({ id }) => id.name === palletName)
  const call = pallet?.calls?.find(({ name }) => name === callName)
  if (pallet === undefined || (callName !== undefined && call === undefined)) return undefined
  return {
    pallet_name: utf8(palletName),
    pallet_index: pallet.id.index,
    call_name: callName === undefined ? undefined : utf8(callName),
    call_index: call?.index,
    condition: conditionOf(entry),
  }
}

function conditionOf(entry: FilterEntry): ValueOf<typeof CallCondition> | undefined {
  if (typeof entry === 'string') return undefined
  if ('lessThan' in entry) {
    const { param, limit } = entry.lessThan
    return { type: 'ParamLessThan', value: { param_name: utf8(param), limit } }
  }
  const [pallet = '', call = ''] = entry.nested.call.split('.')
  return {
    type: 'NestedCallMustBe',
    value: { pallet_name: utf8(pallet), call_name: utf8(call) },
  }
}

const infosOf = (ctx: Context, entries: readonly FilterEntry[] = []) =>
  entries.map((entry) => callInfo(ctx, entry)).filter((info) => info !== undefined)

export const proxyFilterApi: RuntimeApi = {
  name: 'ProxyFilterRuntimeApi',
  methods: [
    method('get_proxy_types', {}, vec(ProxyTypeInfo), () =>
      PROXY_FILTERS.toSorted(byIndex).map(({ type, deprecated = false }) => ({
        name: utf8(type),
        index: PROXY_TYPE_INDEX[type],
        deprecated,
      })),
    ),
    // In the order of the rules, which is not that of the types.
    method(
      'get_proxy_filter',
      { proxy_type: option(u8) },
      vec(ProxyFilterInfo),
      ({ ctx }, { proxy_type: asked }) =>
        PROXY_FILTERS.filter(
          ({ type }) => asked === undefined || PROXY_TYPE_INDEX[type] === asked,
        ).map(({ type, deprecated = false, mode, calls, exceptions }) => ({
          proxy_type: PROXY_TYPE_INDEX[type],
          name: utf8(type),
          deprecated,
          filter_mode: { type: MODES[mode] },
          calls: infosOf(ctx, calls),
          exceptions: infosOf(ctx, exceptions),
        })),
    ),
  ],
}
