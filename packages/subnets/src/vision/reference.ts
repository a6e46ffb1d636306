import { openBackend } from '@plexus/models'
import type { TensorBackend } from '@plexus/models'
import { cloneFarmAgent, copierAgent, lazyAgent } from '@plexus/sdk/node'
import { UnknownBackendError } from '../errors.ts'
import { referenceSubnet } from '../reference.ts'
import type { AgentMaker } from '../reference.ts'
import { guessClasses, modelAgent } from './agents.ts'
import type { VisionAgent } from './agents.ts'
import { answerToText, askAboutPicture } from './ask.ts'
import { visionAgents } from './line-up.ts'
import { CLASSES } from './render/outlines.ts'
import { MEASURED_QUALITY } from './measured-quality.ts'
import { APART_MODEL, SHIPPED_MODELS, shippedModel } from './shipped-models.ts'
import type { ShippedModel } from './shipped-models.ts'
import type { ClassifyRequest, ClassifyResponse } from './synapse.ts'
import { vision } from './vision.ts'
import { checkVisionBackend } from './work.ts'

type Maker = AgentMaker<ClassifyRequest, ClassifyResponse>

const LATENCY_MS = 20
const CLONES = 8

const honest = async (name: ShippedModel): Promise<VisionAgent> =>
  modelAgent({ name, kind: name, backend: await shippedModel(name), latencyMs: LATENCY_MS })

/** A cheat with a model that nobody else serves: it cannot be told by that alone. */
const apart = async (): Promise<VisionAgent> =>
  modelAgent({
    name: 'apart',
    kind: 'apart',
    backend: await shippedModel(APART_MODEL),
    latencyMs: LATENCY_MS,
  })

const CHEATS: readonly (readonly [string, Maker])[] = [
  [
    'copier',
    {
      create: async () => copierAgent({ name: 'copier', twin: 'strong', guess: guessClasses }),
    },
  ],
  [
    'lazy',
    {
      create: async () => lazyAgent(await apart(), { fraction: 0.8, guess: guessClasses }),
    },
  ],
  [
    'clone-farm',
    {
      hotkeys: CLONES,
      create: async () => cloneFarmAgent(await apart(), { clones: CLONES }),
    },
  ],
]

/** Vision as the command line runs it: five networks of different quality, and three cheats. */
export const visionReference = referenceSubnet({
  subnet: vision,
  question: 'file',
  example: 'examples/vision/star-60.png',
  agents: new Map<string, Maker>([
    ...SHIPPED_MODELS.map((name) => [name, { create: () => honest(name) }] as const),
    ...CHEATS,
  ]),
  quality: MEASURED_QUALITY,
  lineUp,
  // What is asked of the cost of judging is asked of other subnets (spec: 85-subnets §7).
  lines: { maxCopying: 0.8 },
  openBackend: openVisionBackend,
  readQuestion: (input) => askAboutPicture(input, 'question'),
  writeAnswer: (_, response) => ({
    text: answerToText(response),
    json: { classes: CLASSES, probs: response.probs, modelId: response.modelId },
  }),
})

async function lineUp(): Promise<readonly VisionAgent[]> {
  const models = await Promise.all(
    SHIPPED_MODELS.map(async (name) => [name, await shippedModel(name)] as const),
  )
  const cheats = new Map([['clone farm', await shippedModel(APART_MODEL)]])
  return visionAgents({ honest: new Map(models), cheats })
}

/** A model of the user's, as `plexus mine --backend` names it. @throws BackendError, VisionError */
async function openVisionBackend(spec: string): Promise<TensorBackend> {
  const backend = await openBackend(spec)
  if (backend.kind !== 'tensor')
    throw new UnknownBackendError(spec, 'a model for pictures, such as onnx:model.onnx,')
  checkVisionBackend(backend)
  return backend
}
