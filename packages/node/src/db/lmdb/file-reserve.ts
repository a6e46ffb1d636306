import { statSync, truncateSync } from 'node:fs'
import type { Write } from '../interface.ts'
import { readMetaPage, withFile } from './meta-page.ts'

/** Room that is kept behind the last page, sparse on disk. */
const RESERVE_BYTES = 16 * 1024 * 1024

/** Keeps the file longer than its last page, see {@link createFileReserve}. */
export interface FileReserve {
  /** To be called before a batch is written. */
  before(batch: readonly Write[]): void
}

/**
 * LMDB may leave pages at the end of its file unwritten, so that a whole file looks cut off. The
 * reserve lengthens the file ahead of its pages; a file that ends before its last page then has
 * been cut off by somebody else.
 */
export function createFileReserve(file: string): FileReserve {
  let size = statSync(file).size
  return {
    before(batch) {
      let room = RESERVE_BYTES
      for (const { key, value } of batch) room += 2 * (key.length + (value?.length ?? 0))
      const needed = endOfPages(file) + room
      if (size >= needed) return
      size = needed + RESERVE_BYTES
      truncateSync(file, size)
    },
  }
}

function endOfPages(file: string): number {
  return withFile(file, (fd) => {
    const first = readMetaPage(fd, 0)
    const second = first && readMetaPage(fd, first.pageSize)
    if (first === undefined || second === undefined) return 0
    const last = second.txnId > first.txnId ? second.lastPage : first.lastPage
    return (Number(last) + 1) * first.pageSize
  })
}
