import { cloneFarmAgent, copierAgent, lazyAgent } from '@plexus/sdk/node'
import { UnknownBackendError } from '../errors.ts'
import { referenceSubnet } from '../reference.ts'
import type { AgentMaker } from '../reference.ts'
import { FOLDING_EFFORTS, foldingAgents, guessFold, honestFolder } from './agents.ts'
import type { FoldingSkill } from './agents.ts'
import { askFold, describeFold } from './ask.ts'
import { createFolder } from './folder.ts'
import type { Folder } from './folder.ts'
import { MEASURED_QUALITY } from './measured-quality.ts'
import { LAPTOP_FOLDING } from './options.ts'
import { createFoldingSubnet } from './subnet.ts'
import type { FoldRequest, FoldResponse } from './synapse.ts'

type Maker = AgentMaker<FoldRequest, FoldResponse>

const CLONES = 8
const SKILLS = Object.keys(FOLDING_EFFORTS) as readonly FoldingSkill[]

/** The folding subnet of a network on one machine. */
export const laptopFolding = createFoldingSubnet(LAPTOP_FOLDING)

const honest = (skill: FoldingSkill, seed: string = skill) =>
  honestFolder(laptopFolding, skill, seed)

const CHEATS: readonly (readonly [string, Maker])[] = [
  [
    'copier',
    { create: async () => copierAgent({ name: 'copier', twin: 'strong', guess: guessFold }) },
  ],
  [
    'lazy',
    { create: async () => lazyAgent(honest('good', 'lazy'), { fraction: 0.8, guess: guessFold }) },
  ],
  [
    'clone-farm',
    {
      hotkeys: CLONES,
      create: async () => cloneFarmAgent(honest('middle', 'farm'), { clones: CLONES }),
    },
  ],
]

/** Folding as the command line runs it: five searches of different depth, and three cheats. */
export const foldingReference = referenceSubnet({
  subnet: laptopFolding,
  question: 'text',
  example: 'HHPPHPPHPPHPPHPPHPPHPPHH',
  agents: new Map<string, Maker>([
    ...SKILLS.map((skill) => [skill, { create: async () => honest(skill) }] as const),
    ...CHEATS,
  ]),
  quality: MEASURED_QUALITY,
  lineUp: async () => foldingAgents(laptopFolding, 'simulation'),
  lines: { maxCost: 0.02, maxCopying: 0.8 },
  openBackend: openFolder,
  readQuestion: (input) => askFold(new TextDecoder().decode(input).trim(), LAPTOP_FOLDING.budget),
  writeAnswer: (request, response) => ({
    text: describeFold(request, response),
    json: { sequence: request.sequence, energy: response.energy, coords: response.coords },
  }),
})

/** The reference search: `search`, or `search:<effort>`, a multiple of the steps advised. */
async function openFolder(spec: string): Promise<Folder> {
  const match = /^search(?::(\d+(?:\.\d+)?))?$/.exec(spec)
  if (match === null) throw new UnknownBackendError(spec, 'search or search:2')
  const [, effort = '1'] = match
  return createFolder({ name: 'search', effort: Number(effort), seed: spec })
}
