import { call } from '../../client/call.ts'
import type { Client } from '../../client/client.ts'
import { findEvent } from '../../client/receipt.ts'
import type { Receipt } from '../../client/receipt.ts'
import { submit } from '../../client/submit.ts'
import type { SubmitOptions } from '../../client/submit.ts'
import type { ProxyType } from '../../descriptors/generated/types.ts'
import { SubnetActionError } from '../subnets/errors.ts'

/** What the signer may do for the new account. */
export interface CreatePureProxyParameters extends SubmitOptions {
  readonly proxyType: ProxyType['type']
  /** Default 0. */
  readonly delayBlocks?: number
  /** Tells apart several of one kind. Default 0. */
  readonly index?: number
}

/** The new account. Keep block and index: they are needed to end it. */
export interface CreatePureProxyReturnType {
  readonly account: string
  readonly receipt: Receipt
}

/** Makes an account without a key, for which the signer acts by `proxyCall`. */
export async function createPureProxy(
  client: Client,
  { proxyType, delayBlocks = 0, index = 0, ...options }: CreatePureProxyParameters,
): Promise<CreatePureProxyReturnType> {
  const args = { proxy_type: { type: proxyType }, delay: delayBlocks, index } as const
  const receipt = await submit(client, call('Proxy.create_pure', args), options)
  const created = findEvent(receipt, 'Proxy.PureCreated')
  if (created === undefined) throw new SubnetActionError('NoResult', 'the new account')
  return { account: created.pure, receipt }
}
