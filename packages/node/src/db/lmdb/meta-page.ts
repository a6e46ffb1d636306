import { closeSync, openSync, readSync } from 'node:fs'

/** What LMDB's file says of itself on one of its two meta pages (data version 2, 64 bit). */
export interface MetaPage {
  readonly isMeta: boolean
  readonly version: number
  /** Options of the file, of its tree of free pages and of its main tree. */
  readonly flags: number
  readonly pageSize: number
  readonly free: Tree
  readonly main: Tree
  /** Number of the last page in use. */
  readonly lastPage: bigint
  /** Transaction that wrote this page; the newer page counts. */
  readonly txnId: bigint
}

/** A B-tree: its depth and the page of its root, `NO_PAGE` when it is empty. */
export interface Tree {
  readonly depth: number
  readonly root: bigint
}

/** What the header of a page says. */
export interface PageHeader {
  readonly page: bigint
  readonly txnId: bigint
  readonly isBranch: boolean
  readonly isLeaf: boolean
}

export const NO_PAGE = 2n ** 64n - 1n

const MAGIC = 0xbeefc0de
const HEADER_BYTES = 24
const META_BYTES = 168
const FLAGS_AT = 18
const BRANCH = 1
const LEAF = 2
const META = 8

/** Reads the meta page at a byte offset; `undefined` behind the end of the file. */
export function readMetaPage(fd: number, offset: number): MetaPage | undefined {
  const bytes = Buffer.alloc(META_BYTES)
  if (readSync(fd, bytes, 0, META_BYTES, offset) < META_BYTES) return undefined
  return {
    isMeta: (bytes.readUInt16LE(FLAGS_AT) & META) !== 0 && bytes.readUInt32LE(24) === MAGIC,
    version: bytes.readUInt32LE(28) & 0xffff,
    flags: bytes.readUInt16LE(52) * 0x10000 + bytes.readUInt16LE(100),
    pageSize: bytes.readUInt32LE(48),
    free: { depth: bytes.readUInt16LE(54), root: bytes.readBigUInt64LE(88) },
    main: { depth: bytes.readUInt16LE(102), root: bytes.readBigUInt64LE(136) },
    lastPage: bytes.readBigUInt64LE(144),
    txnId: bytes.readBigUInt64LE(152),
  }
}

/** Reads the header of a page. */
export function readPageHeader(fd: number, offset: number): PageHeader | undefined {
  const bytes = Buffer.alloc(HEADER_BYTES)
  if (readSync(fd, bytes, 0, HEADER_BYTES, offset) < HEADER_BYTES) return undefined
  const flags = bytes.readUInt16LE(FLAGS_AT)
  return {
    page: bytes.readBigUInt64LE(0),
    txnId: bytes.readBigUInt64LE(8),
    isBranch: (flags & BRANCH) !== 0,
    isLeaf: (flags & LEAF) !== 0,
  }
}

/** Opens a file for the time of `use`. */
export function withFile<T>(file: string, use: (fd: number) => T): T {
  const fd = openSync(file, 'r')
  try {
    return use(fd)
  } finally {
    closeSync(fd)
  }
}
