import { decode, ScaleError } from '@plexus/primitives'
import { allCalls } from '@plexus/runtime'
import type { RuntimeCall } from '@plexus/runtime'
import type { Actor } from './economy/cast.ts'
import type { Random } from './random.ts'
import { randomEncoding } from './random-encoding.ts'

/** Calls that end a history for everybody; they come one time in so many. */
const RARE = 5_000
const RARE_CALLS = new Set(['SafeMode.force_enter', 'Sudo.remove_key', 'Sudo.set_key'])

/** Wire name of a call, e.g. `Balances.burn`. */
export const callName = ({ call }: RuntimeCall): string => `${call.pallet.name}.${call.name}`

/** Any call by arguments of the declared types, out of the blue. */
export function randomCalls(
  random: Random,
  cast: readonly Actor[],
  without: ReadonlySet<string>,
): () => RuntimeCall {
  const accounts = cast.flatMap(({ coldkey, hotkeys, spares }) => [
    coldkey.account,
    ...[...hotkeys, ...spares].map(({ account }) => account),
  ])
  const left = new Set([...without, 'Timestamp.set', 'MevShield.announce_next_key'])
  const calls = allCalls().filter(({ name, pallet }) => !left.has(`${pallet.name}.${name}`))
  return () => {
    for (;;) {
      const call = random.pick(calls)
      try {
        const args = decode(call.args, randomEncoding(call.args, random, { accounts }))
        if (holdsCall({ call, args }, without)) continue
        if (!holdsCall({ call, args }, RARE_CALLS) || random.oneIn(RARE)) return { call, args }
      } catch (error) {
        // Bounded lists and sets may come out too long or out of order.
        if (!(error instanceof ScaleError)) throw error
      }
    }
  }
}

/** Whether a call, or one inside it, is among those named. */
export const holdsCall = (call: RuntimeCall, names: ReadonlySet<string>): boolean =>
  holds(call, names)

function holds(value: unknown, names: ReadonlySet<string>): boolean {
  const inside = (part: unknown): boolean => holds(part, names)
  if (Array.isArray(value)) return value.some(inside)
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return false
  if (!isCall(value)) return Object.values(value).some(inside)
  return names.has(callName(value)) || inside(value.args)
}

const isCall = (value: object): value is RuntimeCall => 'call' in value && 'args' in value
