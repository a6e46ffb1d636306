import { bare, enumeration } from '@plexus/primitives'
import type { AnyType, Variants } from '@plexus/primitives'
import { DispatchFailure } from './dispatch-error.ts'
import type { DispatchErrorValue } from './dispatch-error.ts'
import { palletParams } from './pallet-id.ts'
import type { PalletId } from './pallet-id.ts'

/** One error of a pallet. */
export interface ModuleError {
  readonly pallet: PalletId
  readonly index: number
  readonly name: string
  /** One sentence for people; clients show it. */
  readonly doc: string
}

/** All errors of a pallet by name. */
export type PalletErrors<Name extends string = string> = Readonly<Record<Name, ModuleError>>

/** Declares the errors of a pallet: names in wire order with a sentence each. */
export function palletErrors<Name extends string>(
  pallet: PalletId,
  docs: Readonly<Record<Name, string>>,
): PalletErrors<Name> {
  const entries = Object.entries<string>(docs).map(([name, doc], index) => [
    name,
    { pallet, index, name, doc },
  ])
  return Object.fromEntries(entries) as PalletErrors<Name>
}

/** The SCALE enum of a pallet's errors, for metadata. */
export function errorType(pallet: PalletId, errors: PalletErrors): AnyType {
  const variants: Variants = Object.fromEntries(
    Object.values(errors).map(({ name, index, doc }) => [name, bare(index, [doc])]),
  )
  return enumeration(variants, {
    path: [...pallet.path, 'Error'],
    params: palletParams(pallet),
  }) as AnyType
}

/** The dispatch error of a module error. */
export function moduleError(error: ModuleError): DispatchErrorValue {
  return {
    type: 'Module',
    value: { index: error.pallet.index, error: Uint8Array.of(error.index, 0, 0, 0) },
  }
}

/** Fails the call in progress. */
export function fail(error: ModuleError): never {
  throw new DispatchFailure(moduleError(error))
}

/** Fails the call in progress unless the condition holds. */
export function ensure(condition: boolean, error: ModuleError): asserts condition {
  if (!condition) fail(error)
}
