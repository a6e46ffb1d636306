import { SubnetError } from '../errors.ts'
import { initialKitState } from './kit-state.ts'
import type { ValidatorOptions } from './options.ts'
import type { SavedState } from './store.ts'

/** The saved state of a validator while it runs. */
export interface Ledger<State> {
  state(): SavedState<State>
  /** Changes and saves; changes of several callers come one after another. */
  update(change: (state: SavedState<State>) => SavedState<State>): Promise<void>
}

/**
 * The state that a store holds, or a new one.
 *
 * @throws SubnetError `StoreOfAnother` where the store is of another subnet, version or validator
 */
export async function openLedger<Request, Response, Backend, Detail, State>(
  options: ValidatorOptions<Request, Response, Backend, Detail, State>,
): Promise<Ledger<State>> {
  const { subnet, store, chain, hotkey } = options
  const { name, specVersion } = subnet.manifest
  const fresh: SavedState<State> = {
    format: 1,
    subnet: name,
    specVersion,
    netuid: chain.netuid,
    validator: hotkey,
    kit: initialKitState(subnet.initialState),
  }
  const saved = await store.load()
  if (saved !== undefined) ensureSame(saved, fresh)
  let state = saved ?? fresh
  let last: Promise<void> = Promise.resolve()
  return {
    state: () => state,
    update(change) {
      const result = last.then(async () => {
        const next = change(state)
        await store.save(next)
        state = next
      })
      last = result.catch(() => undefined)
      return result
    },
  }
}

function ensureSame(saved: SavedState<unknown>, wanted: SavedState<unknown>): void {
  for (const key of ['subnet', 'specVersion', 'netuid', 'validator'] as const) {
    if (saved[key] !== wanted[key])
      throw new SubnetError(
        'StoreOfAnother',
        `The store of this validator has ${key} ${saved[key]}, not ${wanted[key]}; ` +
          'give each subnet, version and hotkey a directory of its own.',
      )
  }
}
