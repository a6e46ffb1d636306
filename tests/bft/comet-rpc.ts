import type { Member } from './network.ts'

/** What the JSON-RPC of a CometBFT answers. */
export interface CometAnswer<T> {
  readonly result?: T
  readonly error?: { readonly message: string; readonly data?: string }
}

/** Asks the CometBFT of a member. */
export async function askComet<T>(
  { cometPort }: Pick<Member, 'cometPort'>,
  method: string,
  params: object = {},
): Promise<CometAnswer<T>> {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })
  const reply = await fetch(`http://127.0.0.1:${cometPort}`, { method: 'POST', body })
  return (await reply.json()) as CometAnswer<T>
}

/** As {@link askComet}. @throws Error where it answers with one */
export async function cometResult<T>(
  member: Pick<Member, 'cometPort' | 'name'>,
  method: string,
  params: object = {},
): Promise<T> {
  const { result, error } = await askComet<T>(member, method, params)
  if (result === undefined) {
    throw new Error(`${method} of ${member.name}: ${error?.message ?? ''} ${error?.data ?? ''}`)
  }
  return result
}

/** A member of the set that decides about a block. */
export interface CometValidator {
  /** In capitals. */
  readonly address: string
  readonly power: number
  /** ed25519, 32 bytes. */
  readonly key: Uint8Array
}

/** The set that decides about the block of this height. */
export async function validatorsAt(
  member: Pick<Member, 'cometPort' | 'name'>,
  height: number,
): Promise<readonly CometValidator[]> {
  const { validators } = await cometResult<{
    readonly validators: readonly {
      readonly address: string
      readonly voting_power: string
      readonly pub_key: { readonly value: string }
    }[]
  }>(member, 'validators', { height: String(height), per_page: '100' })
  return validators.map(({ address, voting_power: power, pub_key: key }) => ({
    address,
    power: Number(power),
    key: Buffer.from(key.value, 'base64'),
  }))
}
