import { bytes, decode, encode, equalBytes, hash as toHash, vec } from '@plexus/primitives'
import type { Hash } from '@plexus/primitives'
import type { Block, Header, Runtime, StorageKey } from '@plexus/runtime'
import type { Reads, Write } from '../db/interface.ts'
import { decodeChangeList, encodeChangeList } from './change-list.ts'
import { decodeHeader } from './header-codec.ts'
import type { BlockRef } from './interface.ts'
import { numberKey, readNumber } from './keys.ts'

/** The extrinsics of a body. */
const extrinsicsType = vec(bytes)

/** Blocks and change lists as they lie in the database. */
export interface BlockStore {
  hashAt(number: number): Hash | undefined
  header(hash: Hash): Header | undefined
  body(hash: Hash): readonly Uint8Array[] | undefined
  changes(number: number): readonly StorageKey[] | undefined
  /** The block with this hash when it is on the chain. */
  find(hash: Hash): BlockRef | undefined
}

/** Reads blocks from a database. */
export function createBlockStore(db: Reads): BlockStore {
  const header = (hash: Hash): Header | undefined => {
    const encoded = db.get('headers', hash)
    return encoded && decodeHeader(encoded)
  }
  const hashAt = (number: number): Hash | undefined => {
    const found = db.get('numbers', numberKey(number))
    return found && toHash(found)
  }
  return {
    hashAt,
    header,
    body(hash) {
      const encoded = db.get('bodies', hash)
      return encoded && decode(extrinsicsType, encoded)
    },
    changes(number) {
      const encoded = db.get('changes', numberKey(number))
      return encoded && decodeChangeList(encoded)
    },
    find(hash) {
      const number = header(hash)?.number
      if (number === undefined) return undefined
      const onChain = hashAt(number)
      return onChain && equalBytes(onChain, hash) ? { hash, number } : undefined
    },
  }
}

/** The blocks of some heights, lowest first. */
export function blocksBetween(blocks: BlockStore, from: number, to: number): BlockRef[] {
  const found: BlockRef[] = []
  for (let number = from; number <= to; number += 1) {
    const hash = blocks.hashAt(number)
    if (hash !== undefined) found.push({ hash, number })
  }
  return found
}

/** The writes that store a block. */
export function writeBlock(runtime: Runtime, { header, extrinsics }: Block, hash: Hash): Write[] {
  return [
    { table: 'headers', key: hash, value: runtime.encodeHeader(header) },
    { table: 'bodies', key: hash, value: encode(extrinsicsType, extrinsics) },
    { table: 'numbers', key: numberKey(header.number), value: hash },
  ]
}

/** The writes that take a block away, its change list included. */
export function removeBlock({ hash, number }: BlockRef): Write[] {
  return [
    { table: 'headers', key: hash },
    { table: 'bodies', key: hash },
    { table: 'numbers', key: numberKey(number) },
    { table: 'changes', key: numberKey(number) },
  ]
}

/** The write that stores which keys a block changed. */
export function writeChanges(number: number, keys: readonly StorageKey[]): Write {
  return { table: 'changes', key: numberKey(number), value: encodeChangeList(keys) }
}

/** A block by number and hash, as `meta` keeps the heads. */
export function encodeRef({ hash, number }: BlockRef): Uint8Array {
  const value = new Uint8Array(36)
  value.set(numberKey(number))
  value.set(hash, 4)
  return value
}

/** @throws RangeViolation when the bytes are no number and hash */
export function decodeRef(value: Uint8Array): BlockRef {
  return { number: readNumber(value), hash: toHash(value.slice(4)) }
}
