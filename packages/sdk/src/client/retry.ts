import type { Call } from './call.ts'
import type { Client } from './client.ts'
import type { Retry } from './errors.ts'
import { bestHead } from './heads.ts'
import { RETRY_RULES } from './retry-rules.ts'

/** What was refused. */
export interface Refused {
  /** Name of the error, without its pallet. */
  readonly error: string
  readonly call: Call
  /** Address of the signer. */
  readonly account: string
}

/** A time that helps nobody is not told. */
const MAX_BLOCKS = 10_000_000

/**
 * When what was refused for being too soon can be tried again, from the state of the chain;
 * `undefined` where time alone does not help, or where it cannot be told.
 */
export async function findRetry(client: Client, refused: Refused): Promise<Retry | undefined> {
  const rule = RETRY_RULES[refused.error]
  if (rule === undefined) return undefined
  const { call, account } = innermost(refused)
  const { type, value } = call
  const args = (value.value ?? {}) as Readonly<Record<string, unknown>>
  try {
    const now = (await bestHead(client)).number
    const atBlock = await rule({ client, name: `${type}.${value.type}`, args, account, now })
    if (atBlock === undefined) return undefined
    // It passes in the next block at the earliest.
    const inBlocks = Math.max(1, atBlock - now)
    if (inBlocks > MAX_BLOCKS) return undefined
    return { atBlock: now + inBlocks, inBlocks, inMs: inBlocks * client.blockTimeMs }
  } catch {
    // The refusal itself is what matters; this only adds to it.
    return undefined
  }
}

/** What a proxy or the sudo key carries out, and for whom. */
function innermost({ call, account }: Refused): { call: Call; account: string } {
  const { type, value } = call
  const args = (value.value ?? {}) as { call?: Call; real?: { value?: unknown } }
  const isWrapper = type === 'Proxy' || type === 'Sudo'
  if (!isWrapper || args.call === undefined) return { call, account }
  const real = typeof args.real?.value === 'string' ? args.real.value : account
  return innermost({ error: '', call: args.call, account: real })
}
