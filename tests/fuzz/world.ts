import type { Hash, Hasher, KeyPair } from '@plexus/primitives'
import type { Random } from '@plexus/testing'

/** One hostile message. */
export interface Frame {
  /** What was done to it. */
  readonly label: string
  readonly over: 'text' | 'binary' | 'http'
  readonly body: Uint8Array
}

/** What generators know of the node under test. */
export interface World {
  /** All names of `rpc_methods`. */
  readonly methods: readonly string[]
  readonly genesisHash: Hash
  readonly hasher: Hasher
  /** Funded accounts with nonce 0 when their stretch of frames begins. */
  readonly signers: readonly KeyPair[]
  /** Id of an open `chainHead_v1_follow` on the connection that frames go over. */
  readonly follow: string
}

/** Makes one frame from its own source of choices. */
export type Generator = (world: World, random: Random, at: number) => Frame

/** Methods that may do anything to the chain: they only get what they have to refuse. */
export const isPowerful = (method: string): boolean => /^(dev|engine)_/.test(method)

const text = new TextEncoder()

/** A request as a frame, one time in eight over HTTP. */
export function requestFrame(
  label: string,
  random: Random,
  request: { readonly id: unknown; readonly method: string; readonly params: unknown },
): Frame {
  return textFrame(label, random, JSON.stringify({ jsonrpc: '2.0', ...request }))
}

/** A text as a frame, one time in eight over HTTP, one time in sixteen as a binary message. */
export function textFrame(label: string, random: Random, body: string): Frame {
  const over = random.oneIn(8) ? 'http' : random.oneIn(16) ? 'binary' : 'text'
  return { label, over, body: text.encode(body) }
}
