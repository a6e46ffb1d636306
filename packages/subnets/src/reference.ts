import { randomBytes } from 'node:crypto'
import type { Neuron, SubnetChain } from '@plexus/sdk'
import {
  agentWork,
  askOne,
  createRevealBoard,
  openDirectoryStore,
  runMiner,
  runValidator,
  simulate,
} from '@plexus/sdk/node'
import type {
  Agent,
  JudgeSimulationOptions,
  KitLog,
  KitMetrics,
  Manifest,
  MinerPort,
  Running,
  SimulationTable,
  Subnet,
  ValidatorPort,
} from '@plexus/sdk/node'
import { copyWeights } from './copy-weights.ts'
import type { WeightRows } from './copy-weights.ts'
import { NoAnswerError, UnknownAgentError } from './errors.ts'

/** A miner of the cast: what `plexus up` sees of it. */
export interface CastMember {
  /** Unique in the subnet; names wallet and program. */
  readonly name: string
  /** Hotkeys that it registers. */
  readonly hotkeys: number
}

/** Where one hotkey of a miner works. */
export interface MinerSeat {
  readonly chain: SubnetChain
  readonly port: MinerPort
  /** SS58 address. */
  readonly hotkey: string
  readonly pollMs?: number
  readonly signal?: AbortSignal
  readonly log?: KitLog
  readonly metrics?: KitMetrics
}

/** Where a validator works. */
export interface ValidatorSeat {
  readonly chain: SubnetChain
  readonly port: ValidatorPort
  readonly hotkey: string
  /** Where it keeps what must survive it. */
  readonly directory: string
  readonly pollMs?: number
  /** Weights on chain by uid of the validator. */
  weightRows(): Promise<WeightRows>
  readonly onWindow?: (report: WindowNews) => void
  readonly signal?: AbortSignal
  readonly log?: KitLog
  readonly metrics?: KitMetrics
}

/** The end of a window. */
export interface WindowNews {
  readonly window: number
  /** Smoothed shares by hotkey. */
  readonly shares: readonly (readonly [hotkey: string, share: number])[]
}

/** A question of a person to one miner. */
export interface Question {
  readonly port: ValidatorPort
  readonly neuron: Neuron
  /** A sequence, the bytes of a picture: what the subnet takes. */
  readonly input: Uint8Array
  readonly signal: AbortSignal
}

/** An answer for people and for machines. */
export interface Reply {
  readonly text: string
  readonly json: Readonly<Record<string, unknown>>
  readonly latencyMs: number
}

/** A subnet with what the command line needs of it; its types stay inside. */
export interface ReferenceSubnet {
  readonly manifest: Manifest
  /** What a person asks with: the name of a file, or words. */
  readonly question: 'file' | 'text'
  /** A question that `plexus ask` takes, as it is typed. */
  readonly example: string
  readonly cast: readonly CastMember[]
  /** True quality by name: mean score on held-out tasks, measured beforehand, 0 to 1. */
  readonly quality: ReadonlyMap<string, number>
  /**
   * Runs a member of the cast on all its hotkeys.
   * @throws UnknownAgentError
   */
  mineAs(name: string, seats: readonly MinerSeat[]): Promise<Running>
  /**
   * Runs a miner with a model of one's own.
   * @param backend as in `plexus mine --backend`
   * @throws BackendError
   */
  mineWith(backend: string, seat: MinerSeat): Promise<Running>
  /** Names of the validators of `plexus up`. */
  readonly validators: readonly string[]
  /**
   * Runs a validator; by default one that judges.
   * @param name one of `validators`
   * @throws UnknownAgentError
   */
  validate(seat: ValidatorSeat, name?: string): Promise<Running>
  /** @throws SubnetError where the input is not what the subnet takes, or nobody answers */
  ask(question: Question): Promise<Reply>
  /** Plays windows in memory with the agents of the subnet, honest and cheating. */
  simulate(options: SimulateOptions): Promise<SimulationTable>
  /** What a simulation has to meet beside the lines of its agents. */
  readonly lines: JudgeSimulationOptions
}

/** What is simulated. */
export interface SimulateOptions {
  readonly windows: number
  /** 32 bytes; the same seed gives the same table, but for costs. */
  readonly seed: Uint8Array
  /** Tasks on which the skill of each honest agent is measured beforehand. */
  readonly heldOutTasks: number
  readonly onWindow?: (done: number) => void
  readonly signal?: AbortSignal
}

/** How validators work: by the subnet's own judgement, or by copying what others have judged. */
type Manner = 'judging' | 'copying'

/** Three of them, one of which does no work. */
const VALIDATORS: ReadonlyMap<string, Manner> = new Map<string, Manner>([
  ['judge-1', 'judging'],
  ['judge-2', 'judging'],
  ['weight-copier', 'copying'],
])

/** What a subnet gives of itself. */
export interface ReferenceParts<Request, Response, Backend, Detail, State> extends Pick<
  ReferenceSubnet,
  'question' | 'example' | 'quality'
> {
  readonly subnet: Subnet<Request, Response, Backend, Detail, State>
  /** Agents by name, in the order of the tables; made anew for each run. */
  readonly agents: ReadonlyMap<string, AgentMaker<Request, Response>>
  /** Who plays in a simulation; made anew for each. */
  lineUp(): Promise<readonly Agent<Request, Response>[]>
  /** Default: none. */
  readonly lines?: JudgeSimulationOptions
  openBackend(spec: string): Promise<Backend>
  /** @throws with one sentence for people where the input is no question */
  readQuestion(input: Uint8Array): Request
  writeAnswer(request: Request, response: Response): Pick<Reply, 'text' | 'json'>
}

/** A member of the cast, and how it comes to life. */
export interface AgentMaker<Request, Response> {
  readonly hotkeys?: number
  create(): Promise<Agent<Request, Response>>
}

/** Closes over the types of a subnet. */
export function referenceSubnet<Request, Response, Backend, Detail, State>(
  parts: ReferenceParts<Request, Response, Backend, Detail, State>,
): ReferenceSubnet {
  const { subnet, agents, question, example, quality, lines = {} } = parts
  return {
    manifest: subnet.manifest,
    question,
    example,
    cast: [...agents].map(([name, { hotkeys = 1 }]) => ({ name, hotkeys })),
    quality,
    lines,
    async mineAs(name, seats) {
      const maker = agents.get(name)
      if (maker === undefined) throw new UnknownAgentError(name, [...agents.keys()])
      const agent = await maker.create()
      const board = createRevealBoard<Request, Response>()
      const limitMs = subnet.manifest.limits.minerMs
      const seated = seats.map((seat, uid) => {
        const seed = new Uint8Array(randomBytes(32))
        // On a real network nobody's answers are public while they count.
        const once = { agent, uid, seed, limitMs, board, window: () => 0, publishAfterMs: limitMs }
        return runMiner({ ...seat, subnet, answers: { work: agentWork(once) } })
      })
      return together(await Promise.all(seated))
    },
    async mineWith(spec, seat) {
      const backend = await parts.openBackend(spec)
      return runMiner({ ...seat, subnet, answers: { backend } })
    },
    validators: [...VALIDATORS.keys()],
    async validate({ directory, onWindow, weightRows, ...seat }, name = 'judge-1') {
      const manner = VALIDATORS.get(name)
      if (manner === undefined) throw new UnknownAgentError(name, [...VALIDATORS.keys()])
      const { manifest } = subnet
      if (manner === 'copying') return copyWeights({ ...seat, manifest, weightRows })
      const store = await openDirectoryStore<Detail, State>({ directory })
      return runValidator({
        ...seat,
        subnet,
        store,
        // Whoever serves is asked: on a small network miners may own as much as validators.
        isMiner: (neuron) => neuron.axon !== undefined,
        ...(onWindow && { onWindow }),
      })
    },
    async ask({ port, neuron, input, signal }) {
      const request = parts.readQuestion(input)
      const answer = await askOne({ subnet, port, neuron, request, signal })
      if (!answer.ok) throw new NoAnswerError(neuron.uid, answer.reason)
      const { response, latencyMs } = answer
      return { ...parts.writeAnswer(request, response), latencyMs }
    },
    async simulate(options) {
      return simulate({ ...options, subnet, agents: await parts.lineUp() })
    },
  }
}

/** Several loops as one. */
function together(all: readonly Running[]): Running {
  return {
    stop: async () => void (await Promise.all(all.map((one) => one.stop()))),
    finished: Promise.all(all.map(({ finished }) => finished)).then(() => undefined),
  }
}
