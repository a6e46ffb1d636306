import type { Client } from '../../client/client.ts'
import type { ReadOptions } from '../../client/read-options.ts'
import { readConstant } from '../../client/read-constant.ts'
import { readStorage } from '../../client/read-storage.ts'
import { taoFromRao } from '../../units/amounts.ts'
import type { Tao } from '../../units/amounts.ts'

/** What an account holds in TAO; stake is not part of it. */
export interface Balance {
  /** What it owns and is not reserved. */
  readonly free: Tao
  /** Deposits of proxies, multisigs and the like. */
  readonly reserved: Tao
  /** Part of `free` that must stay. */
  readonly frozen: Tao
  /** What can be sent while the account lives on. */
  readonly transferable: Tao
}

/** Reads what an account holds; zeros for one that does not exist. */
export async function getBalance(
  client: Client,
  { account, ...options }: ReadOptions & { readonly account: string },
): Promise<Balance> {
  const [{ data }, existential] = await Promise.all([
    readStorage(client, 'System.Account', [account], options),
    readConstant(client, 'Balances.ExistentialDeposit'),
  ])
  const kept = data.frozen > existential ? data.frozen : existential
  return {
    free: taoFromRao(data.free),
    reserved: taoFromRao(data.reserved),
    frozen: taoFromRao(data.frozen),
    transferable: taoFromRao(data.free > kept ? data.free - kept : 0n),
  }
}
