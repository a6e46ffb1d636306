import { existsSync, fstatSync } from 'node:fs'
import { DatabaseDamagedError } from '../errors.ts'
import { NO_PAGE, readMetaPage, readPageHeader, withFile } from './meta-page.ts'
import type { MetaPage, Tree } from './meta-page.ts'

const DATA_VERSION = 2
/** MDB_NOSUBDIR, and MDB_INTEGERKEY for the tree of free pages; none for the main tree. */
const FLAGS = 0x4008_0000
const MIN_PAGE_BYTES = 512
const MAX_PAGE_BYTES = 65_536

/**
 * Looks at the file before LMDB maps it. LMDB trusts its meta pages: it would read beyond a file
 * that is cut off (SIGBUS) and follow any root that it finds there.
 *
 * @param path the data directory, for messages
 * @throws DatabaseDamagedError
 */
export function inspectFile(path: string, file: string): void {
  if (!existsSync(file)) return
  const damage = withFile(file, (fd) => {
    const size = fstatSync(fd).size
    // The node died between creating the file and its first write.
    return size === 0 ? undefined : findDamage(fd, size)
  })
  if (damage !== undefined) throw new DatabaseDamagedError(path, damage)
}

/** What is wrong with the file, as the middle of a sentence. */
function findDamage(fd: number, size: number): string | undefined {
  const first = readMetaPage(fd, 0)
  if (first === undefined) return `its file ends after ${size} bytes`
  if (!isPlausible(first)) return 'its first meta page is overwritten'
  const second = readMetaPage(fd, first.pageSize)
  if (second === undefined) return `its file ends after ${size} bytes`
  if (!isPlausible(second) || second.pageSize !== first.pageSize) {
    return 'its second meta page is overwritten'
  }
  if (!areSiblings(first, second)) return 'its meta pages do not belong together'
  const newest = second.txnId > first.txnId ? second : first
  const wanted = (newest.lastPage + 1n) * BigInt(newest.pageSize)
  if (BigInt(size) < wanted) return `its file has ${size} of at least ${wanted} bytes`
  if (newest.txnId === 0n) return undefined
  if (!isTree(fd, newest, newest.free)) return 'the root of its free pages is not where it was'
  if (!isTree(fd, newest, newest.main)) return 'its root page is not where it was'
  return undefined
}

function isPlausible(meta: MetaPage): boolean {
  const { pageSize } = meta
  const isPageSize =
    pageSize >= MIN_PAGE_BYTES && pageSize <= MAX_PAGE_BYTES && (pageSize & (pageSize - 1)) === 0
  return meta.isMeta && meta.version === DATA_VERSION && meta.flags === FLAGS && isPageSize
}

/** Transactions write the two pages in turn: the even ones the first, the odd ones the second. */
function areSiblings(first: MetaPage, second: MetaPage): boolean {
  if (first.txnId === 0n && second.txnId <= 1n) return true
  const distance = first.txnId - second.txnId
  return first.txnId % 2n === 0n && (distance === 1n || distance === -1n)
}

/** Every transaction writes both roots anew, so that an older page is not one of them. */
function isTree(fd: number, meta: MetaPage, tree: Tree): boolean {
  if (tree.root === NO_PAGE) return tree.depth === 0
  if (tree.root > meta.lastPage) return false
  const root = readPageHeader(fd, Number(tree.root) * meta.pageSize)
  if (root === undefined || root.page !== tree.root || root.txnId !== meta.txnId) return false
  return tree.depth === 1 ? root.isLeaf : tree.depth > 1 && root.isBranch
}
