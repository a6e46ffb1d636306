import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = resolve(import.meta.dirname, '..')

test('the example of the README is the one that runs', async () => {
  const example = readFileSync(`${ROOT}/tests/examples/localnet.ts`, 'utf8')
  const readme = readFileSync(`${ROOT}/README.md`, 'utf8')
  expect(readme).toContain(`\`\`\`ts\n${example}\`\`\``)
  await import('./examples/localnet.ts')
})
