import type { Client } from './client.ts'
import { SubmitError } from './errors.ts'
import { bestHead, blockHashAt, finalizedHead } from './heads.ts'
import { extrinsicHash, findInBlock } from './receipt.ts'
import type { RequestOptions } from './transport/transport.ts'
import { pause } from './wait.ts'
import { pollMs } from './watch-heads.ts'

/** Which transaction to look for, and where. */
export interface InclusionSearch {
  /** Its bytes, hex. */
  readonly extrinsic: string
  readonly waitFor: 'inBlock' | 'finalized'
  /** The first block that may have it. */
  readonly fromBlock: number
  /** The first block that cannot have it any more; absent for one that lives for ever. */
  readonly deathBlock?: number
  readonly options: RequestOptions
}

/**
 * Reads block after block until one has the transaction; gives the hash of that block.
 *
 * @throws SubmitError `Expired` once no block can take it any more
 */
export async function findInclusion(client: Client, search: InclusionSearch): Promise<string> {
  const { extrinsic, waitFor, fromBlock, deathBlock, options } = search
  const head = waitFor === 'finalized' ? finalizedHead : bestHead
  let next = fromBlock
  for (;;) {
    const { number } = await head(client, options)
    for (; next <= number; next += 1) {
      const hash = await blockHashAt(client, next, options)
      if (hash === undefined) break
      if ((await findInBlock(client, extrinsic, hash, options)) !== undefined) return hash
    }
    if (deathBlock !== undefined && next > deathBlock) {
      throw new SubmitError('Expired', extrinsicHash(extrinsic))
    }
    await pause(pollMs(client), options.signal)
  }
}
