import { toStorageKey } from '@plexus/runtime'
import type { RequestQuery, ResponseQuery } from 'cosmjs-types/tendermint/abci/types'
import { StateDiscardedError } from '../../chain/errors.ts'
import type { Chain } from '../../chain/interface.ts'

/**
 * Answers CometBFT's `abci_query`. Path `/storage`: the value under the raw key in `data`, at a
 * height or, with 0, at the head. Clients ask our JSON-RPC for everything else.
 */
export function query(chain: Chain, { path, data, height }: RequestQuery): ResponseQuery {
  const head = chain.head().number
  if (path !== '/storage') return refused(head, 'unknown path: the only one is /storage')
  const at = height === 0n ? head : Number(height)
  const hash = chain.hashAt(at)
  if (hash === undefined) return refused(head, `no block ${at}`)
  try {
    const value = chain.stateAt(hash).get(toStorageKey(data))
    return { ...NOTHING, key: Uint8Array.from(data), value: value ?? EMPTY, height: BigInt(at) }
  } catch (error) {
    if (error instanceof StateDiscardedError) return refused(head, `block ${at} is pruned`)
    throw error
  }
}

const EMPTY = new Uint8Array()

const NOTHING: ResponseQuery = {
  code: 0,
  log: '',
  info: '',
  index: 0n,
  key: EMPTY,
  value: EMPTY,
  height: 0n,
  codespace: '',
}

const refused = (head: number, log: string): ResponseQuery => ({
  ...NOTHING,
  ...{ code: 1, codespace: 'plexus', log, height: BigInt(head) },
})
