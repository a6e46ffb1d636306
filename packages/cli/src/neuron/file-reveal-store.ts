import { open, readFile, rename } from 'node:fs/promises'
import type { RevealStore } from '@plexus/sdk'

/** Keeps commitments that wait for their reveal in a file, which is replaced as a whole. */
export function createFileRevealStore(path: string): RevealStore {
  return {
    async load() {
      try {
        return await readFile(path, 'utf8')
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
        throw error
      }
    },
    async save(json) {
      const fresh = `${path}.new`
      const file = await open(fresh, 'w', 0o600)
      try {
        await file.writeFile(json)
        await file.datasync()
      } finally {
        await file.close()
      }
      await rename(fresh, path)
    },
  }
}
