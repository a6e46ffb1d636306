import { ScaleError } from '@plexus/primitives'
import type { AnyType, Type, TypeInfo, VariantInfo } from '@plexus/primitives'
import type { Call, RuntimeCall } from './call.ts'
import { errorType } from './error.ts'
import { palletParams } from './pallet-id.ts'
import type { PalletId } from './pallet-id.ts'
import type { Pallet } from './pallet.ts'
import type { RuntimeEvent } from './runtime-event.ts'

/** Module of the outer enums: two segments, so that clients tell them from pallets' (spec: 76 §2). */
const RUNTIME = 'node_subtensor_runtime'

/** The enum of all calls: pallet index, call index, arguments. */
export function outerCall(pallets: readonly Pallet[]): Type<RuntimeCall> {
  const withCalls = pallets.filter((pallet) => pallet.calls !== undefined)
  const byIndex = new Map<number, Map<number, Call>>()
  for (const { id, calls = [] } of withCalls) {
    const own = new Map(calls.map((call) => [call.index, call]))
    if (own.size !== calls.length) throw new Error(`two calls of ${id.name} share an index`)
    byIndex.set(id.index, own)
  }
  return {
    info: outerInfo('RuntimeCall', withCalls, ({ id, calls = [] }) => callEnum(id, calls)),
    encodeTo({ call, args }, out) {
      out.u8(call.pallet.index)
      out.u8(call.index)
      call.args.encodeTo(args, out)
    },
    decodeFrom(input) {
      const pallet = input.u8()
      const index = input.u8()
      const call = byIndex.get(pallet)?.get(index)
      if (call === undefined) {
        throw new ScaleError('InvalidValue', `no call has the indices ${pallet}, ${index}`)
      }
      return { call, args: call.args.decodeFrom(input) }
    },
  }
}

/** The enum of all events. */
export function outerEvent(pallets: readonly Pallet[]): Type<RuntimeEvent> {
  const withEvents = pallets.flatMap(({ id, events }) => (events ? [{ id, events }] : []))
  const byIndex = new Map(withEvents.map((entry) => [entry.id.index, entry]))
  const byName = new Map(withEvents.map((entry) => [entry.id.name, entry]))
  return {
    info: outerInfo('RuntimeEvent', withEvents, ({ events }) => events.type),
    encodeTo(event, out) {
      const entry = byName.get(event.type)
      if (entry === undefined) {
        throw new ScaleError('InvalidValue', `no pallet with events is named ${event.type}`)
      }
      out.u8(entry.id.index)
      entry.events.type.encodeTo(event.value, out)
    },
    decodeFrom(input) {
      const index = input.u8()
      const entry = byIndex.get(index)
      if (entry === undefined) throw new ScaleError('InvalidValue', `no events of pallet ${index}`)
      const value = entry.events.type.decodeFrom(input) as RuntimeEvent['value']
      return { type: entry.id.name, value }
    },
  }
}

/** The enum of all errors; it exists in metadata only. */
export function outerErrorInfo(pallets: readonly Pallet[]): TypeInfo {
  const withErrors = pallets.flatMap(({ id, errors }) => (errors ? [{ id, errors }] : []))
  return outerInfo('RuntimeError', withErrors, ({ id, errors }) => errorType(id, errors))
}

/** A type that is described and never coded. */
export const describedOnly = (info: TypeInfo): AnyType => ({
  info,
  encodeTo() {
    throw new ScaleError('InvalidValue', `${info.path.join('::')} has no values here`)
  },
  decodeFrom() {
    throw new ScaleError('InvalidValue', `${info.path.join('::')} has no values here`)
  },
})

function outerInfo<P extends { readonly id: PalletId }>(
  name: string,
  pallets: readonly P[],
  inner: (pallet: P) => AnyType,
): TypeInfo {
  const variants: VariantInfo[] = pallets.map((pallet) => ({
    name: pallet.id.name,
    index: pallet.id.index,
    fields: [{ type: inner(pallet) }],
  }))
  return { path: [RUNTIME, name], params: [], def: { kind: 'variant', variants } }
}

/** The enum of one pallet's calls, as metadata describes it. */
export function callEnum(pallet: PalletId, calls: readonly Call[]): AnyType {
  const variants: VariantInfo[] = calls.map(({ name, index, args, docs }) => ({
    name,
    index,
    fields: args.info.def.kind === 'composite' ? args.info.def.fields : [],
    docs,
  }))
  return describedOnly({
    path: [...pallet.path, 'Call'],
    params: palletParams(pallet),
    def: { kind: 'variant', variants },
  })
}
