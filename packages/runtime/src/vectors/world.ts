import { accountId, hash } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import { createContext } from '../executive/context.ts'
import { runtimeConfig } from '../frame/config.ts'
import type { Context } from '../frame/context.ts'
import { DispatchFailure } from '../frame/dispatch-error.ts'
import type { PalletErrors } from '../frame/error.ts'
import type { Host } from '../frame/host.ts'
import type { StateView } from '../state/view.ts'
import type { Json } from './difference.ts'

const ACCOUNT_BYTES = 32

/** A chain without anything in it. */
export function emptyWorld(host: Host): Context {
  const rules = { pallets: [], filter: () => true, guards: [] }
  return createContext({ host, config: runtimeConfig('normal'), rules }, EMPTY)
}

const EMPTY: StateView = {
  get: () => undefined,
  keys: () => [],
  root: () => hash(new Uint8Array(ACCOUNT_BYTES)),
}

/** The account of a small number; accounts sort like their numbers, 0 is nobody. */
export function numberedAccount(number: number): AccountId {
  const bytes = new Uint8Array(ACCOUNT_BYTES)
  new DataView(bytes.buffer).setUint32(ACCOUNT_BYTES - 4, number)
  return accountId(bytes)
}

/** What `run` gives, or `{ err }` with the name of the pallet's error that it fails with. */
export function orError(errors: PalletErrors, run: () => Json): Json {
  try {
    return run()
  } catch (error) {
    if (!(error instanceof DispatchFailure)) throw error
    return { err: nameOf(errors, error) }
  }
}

function nameOf(errors: PalletErrors, { error }: DispatchFailure): string {
  if (error.type !== 'Module') return error.type
  const { index, error: code } = error.value
  const known = Object.values(errors).find(
    (each) => each.pallet.index === index && each.index === code[0],
  )
  return known?.name ?? `error ${code[0]} of pallet ${index}`
}
