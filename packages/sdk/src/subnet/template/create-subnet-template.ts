import { SubnetError } from '../errors.ts'
import { AGENTS_FILE } from './files/agents-file.ts'
import { MINER_FILE } from './files/miner-file.ts'
import { README_FILE } from './files/readme-file.ts'
import { SUBNET_FILE } from './files/subnet-file.ts'
import { TEST_FILE } from './files/test-file.ts'

/** A file of a template. */
export interface TemplateFile {
  /** Relative to the folder of the subnet, with `/`. */
  readonly path: string
  readonly text: string
}

/**
 * The files of a small complete subnet, plain JavaScript without dependencies: miners look for
 * numbers that add up to a target; the closest is paid best.
 *
 * @param name 2 to 32 lower-case letters, digits and dashes; begins with a letter
 * @throws SubnetError `NameInvalid`
 */
export function createSubnetTemplate(name: string): readonly TemplateFile[] {
  if (!/^[a-z][a-z0-9-]{1,31}$/.test(name))
    throw new SubnetError(
      'NameInvalid',
      'The name of a subnet has 2 to 32 lower-case letters, digits and dashes and begins with a letter.',
    )
  const synapse = name
    .split('-')
    .map((part) => part.slice(0, 1).toUpperCase() + part.slice(1))
    .join('')
  const fill = (text: string) =>
    text.replaceAll('__NAME__', name).replaceAll('__SYNAPSE__', synapse)
  const packageJson = {
    name,
    version: '0.1.0',
    private: true,
    type: 'module',
    main: 'index.js',
    scripts: { test: 'node --test' },
    devDependencies: { '@plexus/sdk': '0.1.0' },
  }
  return [
    { path: 'package.json', text: `${JSON.stringify(packageJson, undefined, 2)}\n` },
    { path: 'index.js', text: INDEX_FILE },
    { path: 'subnet.js', text: fill(SUBNET_FILE) },
    { path: 'miner.js', text: fill(MINER_FILE) },
    { path: 'agents.js', text: fill(AGENTS_FILE) },
    { path: 'subnet.test.js', text: fill(TEST_FILE) },
    { path: 'README.md', text: fill(README_FILE) },
  ]
}

const INDEX_FILE = `// What Plexus loads. Each function is given the kit, so that nothing has to be installed.
export { createSubnet } from './subnet.js'
export { createBackend } from './miner.js'
export { createAgents } from './agents.js'
`
