import type { AnyType, Type } from '@plexus/primitives'
import type { RuntimeConfig } from './config.ts'

/** A constant that metadata publishes. */
export interface Constant {
  readonly name: string
  readonly type: AnyType
  valueOf(config: RuntimeConfig): unknown
  readonly docs: readonly string[]
}

/** Declares a constant; its value may depend on the configuration. */
export function constant<T>(
  name: string,
  type: Type<T>,
  value: T | ((config: RuntimeConfig) => T),
  docs: readonly string[] = [],
): Constant {
  const isComputed = (v: typeof value): v is (config: RuntimeConfig) => T => typeof v === 'function'
  return {
    name,
    type: type as AnyType,
    valueOf: (config) => (isComputed(value) ? value(config) : value),
    docs,
  }
}
