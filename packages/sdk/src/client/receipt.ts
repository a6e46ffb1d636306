import { bytesToHex, hexToBytes, rao } from '@plexus/primitives'
import type { Rao } from '@plexus/primitives'
import { Blake2256 } from '@polkadot-api/substrate-bindings'
import type { EventName, Events } from '../descriptors/generated/index.ts'
import type { Client } from './client.ts'
import { CodecError } from './errors.ts'
import type { HeaderJson } from './header.ts'
import type { RequestOptions } from './transport/transport.ts'

/** An event of the chain. */
export interface ChainEvent {
  /** `Pallet.Event`. */
  readonly name: string
  /** As the metadata describes it; see `findEvent` for its type. */
  readonly value: unknown
}

/** A transaction in a block. */
export interface Receipt {
  /** BLAKE2b-256 of its bytes, `0x…`. */
  readonly extrinsicHash: string
  readonly blockHash: string
  readonly blockNumber: number
  /** Its place in the block. */
  readonly index: number
  /** What it caused, in order. */
  readonly events: readonly ChainEvent[]
  /** Fee and tip paid, in rao; what was paid in alpha is told by its TAO value. 0 for free calls. */
  readonly feeRao: Rao
}

/** The first event of a name among those of a receipt. */
export function findEvent<Name extends EventName>(
  { events }: Pick<Receipt, 'events'>,
  name: Name,
): Events[Name] | undefined {
  return events.find((event) => event.name === name)?.value as Events[Name] | undefined
}

/** Hash of the bytes of a transaction. */
export const extrinsicHash = (extrinsic: string): string =>
  bytesToHex(Blake2256(hexToBytes(extrinsic)))

/** The place of a transaction in a block; `undefined` where the block has it not. */
export async function findInBlock(
  client: Client,
  extrinsic: string,
  blockHash: string,
  options: RequestOptions,
): Promise<{ number: number; index: number } | undefined> {
  const found = (await client.request('chain_getBlock', [blockHash], options)) as {
    block: { header: HeaderJson; extrinsics: readonly string[] }
  } | null
  if (found === null) return undefined
  const index = found.block.extrinsics.indexOf(extrinsic)
  return index < 0 ? undefined : { number: Number(found.block.header.number), index }
}

/** Reads what a transaction in a block caused. */
export async function readReceipt(
  client: Client,
  extrinsic: string,
  blockHash: string,
  options: RequestOptions,
): Promise<Receipt> {
  const place = await findInBlock(client, extrinsic, blockHash, options)
  if (place === undefined) throw new CodecError('BadBytes', `the extrinsics of block ${blockHash}`)
  const events = (await readEvents(client, blockHash, options))
    .filter(({ phase }) => phase.type === 'ApplyExtrinsic' && phase.value === place.index)
    .map(({ event }) => ({ name: `${event.type}.${event.value.type}`, value: event.value.value }))
  return {
    extrinsicHash: extrinsicHash(extrinsic),
    blockHash,
    blockNumber: place.number,
    index: place.index,
    events,
    feeRao: feeOf(events),
  }
}

/** An event as the storage of the chain has it. */
interface EventRecord {
  readonly phase: { readonly type: string; readonly value: unknown }
  readonly event: {
    readonly type: string
    readonly value: { readonly type: string; readonly value: unknown }
  }
}

/** By the metadata of that block, so that events which this package does not know are read too. */
async function readEvents(
  client: Client,
  at: string,
  options: RequestOptions,
): Promise<readonly EventRecord[]> {
  const item = (await client.runtime(at, options)).storage('System.Events')
  const value = await client.request('state_getStorage', [item.key([]), at], options)
  return item.decodeValue(value as string | null) as readonly EventRecord[]
}

function feeOf(events: readonly ChainEvent[]): Rao {
  const paid = events.find(({ name }) => name === 'TransactionPayment.TransactionFeePaid')
  const { actual_fee: fee } = (paid?.value ?? {}) as { actual_fee?: unknown }
  return rao(typeof fee === 'bigint' ? fee : 0n)
}
