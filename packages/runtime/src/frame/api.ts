import type { AnyType, Fields, FieldValues, Type } from '@plexus/primitives'
import type { API_VERSIONS } from '../apis/versions.ts'
import type { Runtime } from '../runtime.ts'
import type { StateView } from '../state/view.ts'
import type { Context } from './context.ts'

/** What a runtime API method may use. What it writes to `ctx` is thrown away. */
export interface ApiContext {
  readonly ctx: Context
  readonly runtime: Runtime
  readonly view: StateView
}

/** A method of a runtime API, with its types hidden. */
export interface ApiMethod {
  readonly name: string
  /** Inputs in wire order; their names are part of the interface (spec: 75). */
  readonly inputs: Fields
  readonly output: AnyType
  readonly docs: readonly string[]
  run(api: ApiContext, args: Readonly<Record<string, unknown>>): unknown
}

/** A runtime API: a named, versioned set of methods behind `state_call`. */
export interface RuntimeApi {
  /** Announced with id and version in `apis/versions.ts`. */
  readonly name: keyof typeof API_VERSIONS
  readonly methods: readonly ApiMethod[]
}

/** Declares a method; it answers on the wire as `<Api>_<name>`. */
export function method<F extends Fields, R>(
  name: string,
  inputs: F,
  output: Type<R>,
  run: (api: ApiContext, args: FieldValues<F>) => R,
  docs: readonly string[] = [],
): ApiMethod {
  return {
    name,
    inputs,
    output: output as AnyType,
    docs,
    run: (api, args) => run(api, args as FieldValues<F>),
  }
}
