import { readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** The repository. */
export const ROOT = resolve(import.meta.dirname, '../..')

/** What these tests need of a manifest. */
export interface Manifest {
  readonly name: string
  readonly version: string
  readonly private?: boolean
  readonly exports?: Readonly<Record<string, unknown>>
  readonly bin?: Readonly<Record<string, string>>
}

/** The packages that are published: every one that is not private. */
export function publicPackages(): readonly Manifest[] {
  return readdirSync(join(ROOT, 'packages'))
    .flatMap((room) => {
      try {
        const text = readFileSync(join(ROOT, 'packages', room, 'package.json'), 'utf8')
        return [JSON.parse(text) as Manifest]
      } catch {
        // A folder without a manifest is no package.
        return []
      }
    })
    .filter((manifest) => manifest.private !== true)
}

/** The import specifiers that a package offers; a pattern stands for files that are no modules. */
export const specifiersOf = ({ name, exports = {} }: Manifest): readonly string[] =>
  Object.keys(exports)
    .filter((path) => path !== './package.json' && !path.includes('*'))
    .map((path) => name + path.slice(1))
