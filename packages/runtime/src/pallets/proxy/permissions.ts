import { ScaleError } from '@plexus/primitives'
import type { RuntimeCall } from '../../frame/call.ts'
import { PROXY_FILTERS } from './filters.ts'
import type { FilterEntry, ProxyFilter } from './filters.ts'
import type { ProxyType } from './types.ts'

const FILTER_OF: ReadonlyMap<ProxyType, ProxyFilter> = new Map(
  PROXY_FILTERS.map((filter) => [filter.type, filter]),
)

/** Whether a proxy of this type may make the call, proxy management aside. */
export function isAllowed(type: ProxyType, call: RuntimeCall): boolean {
  const filter = FILTER_OF.get(type)
  if (filter === undefined) throw new ScaleError('InvalidValue', `no filter for type ${type}`)
  const { mode, calls = [], exceptions = [] } = filter
  switch (mode) {
    case 'allowAll':
      return true
    case 'denyAll':
      return false
    case 'allow':
      return calls.some((entry) => matches(entry, call)) && !exceptions.some((e) => names(e, call))
    case 'deny':
      return !calls.some((entry) => matches(entry, call))
  }
}

/** Whether proxies of type `a` may do all that proxies of type `b` may do. */
export function isSuperset(a: ProxyType, b: ProxyType): boolean {
  if (a === b || a === 'Any') return true
  if (b === 'Any') return false
  if (a === 'NonTransfer') return b !== 'Transfer' && b !== 'SmallTransfer'
  return a === 'Transfer' && b === 'SmallTransfer'
}

function matches(entry: FilterEntry, call: RuntimeCall): boolean {
  if (typeof entry === 'string') return names(entry, call)
  if (!names(entry.call, call)) return false
  if ('lessThan' in entry) {
    const value = call.args[entry.lessThan.param]
    return typeof value === 'bigint' && value < entry.lessThan.limit
  }
  return names(entry.nested.call, call.args[entry.nested.param] as RuntimeCall)
}

/** Whether `Pallet` or `Pallet.call` names this call. */
const names = (name: string, { call }: RuntimeCall): boolean =>
  name === call.pallet.name || name === `${call.pallet.name}.${call.name}`
