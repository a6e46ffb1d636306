import { equalBytes } from '@plexus/primitives'
import type { NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { SubnetIdentitiesV3, TokenSymbol } from '../storage/networks.ts'
import { DEFAULT_NAMES } from './name-table.ts'
import { SYMBOL_RUNS } from './symbol-table.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

/** The symbols a subnet can have, UTF-8, by the netuid that gets them; the first is the root's. */
const SYMBOLS: readonly Uint8Array[] = SYMBOL_RUNS.flatMap(([first, count]) =>
  Array.from({ length: count }, (_, at) => utf8(String.fromCodePoint(first + at))),
)

/** The symbol meant for a netuid; the root's where there are not so many. */
export function symbolOf(netuid: number): Uint8Array {
  const symbol = SYMBOLS[netuid] ?? SYMBOLS[0]
  if (symbol === undefined) throw new Error('the table of symbols is empty')
  return symbol
}

/** The symbol that a new subnet gets: its own, else the first that is free, else the root's. */
export function freeSymbol(ctx: Context, netuid: NetUid): Uint8Array {
  const used = usedSymbols(ctx)
  const own = symbolOf(netuid)
  if (!includes(used, own)) return own
  return SYMBOLS.slice(1).find((symbol) => !includes(used, symbol)) ?? symbolOf(0)
}

/** Whether a subnet may have the symbol; the root's is nobody else's. */
export const isSubnetSymbol = (symbol: Uint8Array): boolean => includes(SYMBOLS.slice(1), symbol)

/** Whether a network has the symbol. */
export const isSymbolUsed = (ctx: Context, symbol: Uint8Array): boolean =>
  includes(usedSymbols(ctx), symbol)

/** What a subnet is called, UTF-8: as its identity says, else as its netuid is called. */
export function subnetName(ctx: Context, netuid: NetUid): Uint8Array {
  const own = SubnetIdentitiesV3.get(ctx, netuid)?.subnet_name
  if (own !== undefined && own.length > 0) return own
  return utf8(DEFAULT_NAMES[netuid] ?? 'unknown')
}

const usedSymbols = (ctx: Context): readonly Uint8Array[] =>
  [...TokenSymbol.entries(ctx)].map(([, symbol]) => symbol)

const includes = (symbols: readonly Uint8Array[], symbol: Uint8Array): boolean =>
  symbols.some((each) => equalBytes(each, symbol))
