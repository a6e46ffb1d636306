import type { Agent } from '../agents/agent.ts'
import { SubnetError } from '../errors.ts'
import type { Subnet } from '../subnet.ts'
import { SUBNET_KIT } from './subnet-kit.ts'
import type { SubnetKit } from './subnet-kit.ts'

/** A subnet as some folder has it: nothing is known of its types. */
export type AnySubnet = Subnet<unknown, unknown, unknown, unknown, unknown>

/** What a subnet folder gives. */
export interface LoadedSubnet {
  readonly subnet: AnySubnet
  /** What its miner answers with. */
  createBackend(): Promise<unknown>
  /** Agents for a simulation, new ones each time. */
  createAgents(): readonly Agent<unknown, unknown>[]
}

/** What `index.js` of a subnet folder exports. */
interface SubnetModule {
  createSubnet(kit: SubnetKit): AnySubnet
  createBackend(kit: SubnetKit): unknown
  createAgents(kit: SubnetKit, subnet: AnySubnet): readonly Agent<unknown, unknown>[]
}

/**
 * The subnet of a module that was imported from a folder made by {@link createSubnetTemplate}.
 *
 * @param module the namespace that `import()` gave
 * @throws SubnetError `ModuleInvalid` with what is missing
 */
export function loadSubnetModule(module: unknown): LoadedSubnet {
  if (!isSubnetModule(module))
    throw new SubnetError(
      'ModuleInvalid',
      'A subnet exports the functions createSubnet, createBackend and createAgents; ' +
        '"plexus subnet create" writes an example.',
    )
  const subnet = module.createSubnet(SUBNET_KIT)
  const missing = PARTS.find((part) => typeof subnet?.[part] !== KINDS[part])
  if (missing !== undefined)
    throw new SubnetError('ModuleInvalid', `The subnet that createSubnet gives has no ${missing}.`)
  return {
    subnet,
    createBackend: async () => module.createBackend(SUBNET_KIT),
    createAgents: () => module.createAgents(SUBNET_KIT, subnet),
  }
}

const KINDS = {
  manifest: 'object',
  synapse: 'object',
  isShared: 'function',
  challenge: 'function',
  work: 'function',
  verify: 'function',
  score: 'function',
} as const
const PARTS = [
  'manifest',
  'synapse',
  'isShared',
  'challenge',
  'work',
  'verify',
  'score',
] as const satisfies readonly (keyof typeof KINDS)[]

const isSubnetModule = (module: unknown): module is SubnetModule =>
  typeof module === 'object' &&
  module !== null &&
  ['createSubnet', 'createBackend', 'createAgents'].every(
    (name) => name in module && typeof (module as Record<string, unknown>)[name] === 'function',
  )
