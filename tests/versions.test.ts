import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { CLI_VERSION } from '@plexus/cli'
import { NODE_VERSION } from '@plexus/node'
import { describe, expect, test } from 'vitest'

const PACKAGES = resolve(import.meta.dirname, '../packages')

interface Manifest {
  readonly name: string
  readonly version: string
  readonly dependencies?: Readonly<Record<string, string>>
}

const manifests = readdirSync(PACKAGES).map(
  (room) => JSON.parse(readFileSync(`${PACKAGES}/${room}/package.json`, 'utf8')) as Manifest,
)

describe('the one version of all packages', () => {
  test.each(manifests)('$name has it, and depends on its neighbours exactly', (manifest) => {
    expect(manifest.version).toBe(CLI_VERSION)
    for (const [name, version] of Object.entries(manifest.dependencies ?? {})) {
      if (name.startsWith('@plexus/')) expect(version, name).toBe(CLI_VERSION)
    }
  })

  test('is what the node says it is', () => {
    expect(NODE_VERSION).toBe(CLI_VERSION)
  })
})
