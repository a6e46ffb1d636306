import { hash as toHash } from '@plexus/primitives'
import type { Hasher } from '@plexus/primitives'
import { CheckTxType } from 'cosmjs-types/tendermint/abci/types'
import type { RequestCheckTx, ResponseCheckTx } from 'cosmjs-types/tendermint/abci/types'
import type { Log } from '../../log.ts'
import { PoolError } from '../../pool/errors.ts'
import type { Pool } from '../../pool/interface.ts'

/** What transactions are checked with. */
export interface CheckModules {
  readonly pool: Pool
  readonly hasher: Pick<Hasher, 'blake2b256'>
  readonly log: Log
}

/**
 * Whether a transaction may wait. What is new goes into our pool; what is asked about again is good
 * as long as our pool, which follows the chain, holds it.
 */
export async function checkTx(
  { pool, hasher, log }: CheckModules,
  request: RequestCheckTx,
): Promise<ResponseCheckTx> {
  // The bytes are a view of the message, and the pool keeps them.
  const bytes = Uint8Array.from(request.tx)
  if (pool.has(toHash(hasher.blake2b256(bytes)))) return verdict(0)
  if (request.type === CheckTxType.RECHECK) return verdict(GONE, 'no longer in the pool')
  try {
    await pool.receive(bytes)
    return verdict(0)
  } catch (error) {
    if (error instanceof PoolError) {
      if (error.code === 'AlreadyImported') return verdict(0)
      return verdict(error.rpcCode, error.data ?? error.message)
    }
    log('error', 'A transaction could not be checked', { error })
    return verdict(GONE, 'could not be checked')
  }
}

/** For what the pool has no number for. */
const GONE = 1

const verdict = (code: number, log = ''): ResponseCheckTx => ({
  code,
  log,
  codespace: code === 0 ? '' : 'plexus',
  data: new Uint8Array(),
  info: '',
  gasWanted: 0n,
  gasUsed: 0n,
  events: [],
})
