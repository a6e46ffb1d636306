import type { SynapseSpec } from '../synapse/synapse-spec.ts'

/** What a subnet is and what it allows; published by its author. */
export interface Manifest {
  /** Lower-case name of the subnet, as in `plexus ask <name>`. */
  readonly name: string
  /** Rises when answers or scores of two versions cannot be compared. */
  readonly specVersion: number
  /** Blocks of one window: challenges are fresh in each, scores are made at its end. */
  readonly windowBlocks: number
  /** Challenges that each miner gets in a window. */
  readonly challengesPerWindow: number
  /**
   * `direct`: a miner answers at once. `committed`: it first answers with a hash of its answer, and
   * shows the answer when all have committed, so that nobody profits from seeing another's.
   */
  readonly answers: 'direct' | 'committed'
  readonly limits: {
    /** Longest request and response on the wire, in bytes of JSON. */
    readonly requestBytes: number
    readonly responseBytes: number
    /** Time of a miner for one answer and of a validator for judging one, in ms. */
    readonly minerMs: number
    readonly verifyMs: number
  }
}

/**
 * Where a challenge comes from. All randomness of a challenge is `seed`; the kit derives it as
 * SHA-256("task" ‖ netuid ‖ window ‖ seed of the window ‖ salt of the validator ‖ uid ‖ index), or
 * without the uid for a challenge that all miners share (spec: 85-subnets §0.2).
 */
export interface Task {
  readonly id: string
  readonly window: number
  readonly index: number
  /** Secret until the salt of the validator is revealed. 32 bytes. */
  readonly seed: Uint8Array
}

/** How the requests and responses of a subnet look on the wire: one message class. */
export type SubnetSynapse<Request, Response> = SynapseSpec<Request, Response>

/** What a validator found out about one answer. */
export interface Judgement<Detail> {
  readonly ok: boolean
  /** 0 to 1; what it means is the subnet's; 0 where `ok` is false. */
  readonly quality: number
  /** Verified work, in units of the subnet. */
  readonly units: number
  /** Why not `ok`, in a few words for miners. */
  readonly reason?: string
  /** What `score` needs beside; JSON. */
  readonly detail: Detail
}

/**
 * Why there is no answer to judge: `unanswered` (none within the time, or an error status),
 * `malformed` (not of the form of the synapse, or too long), `forged` (a reveal that does not match
 * its commitment), `unjudged` (judging it took longer than `verifyMs`).
 */
export type Fault = 'unanswered' | 'malformed' | 'forged' | 'unjudged'

/** A judgement with whom and when. The kit writes one for each challenge, answered or not. */
export interface Verdict<Detail> extends Omit<Judgement<Detail>, 'detail'> {
  /** Absent where nothing was judged: then `fault` is there. */
  readonly detail?: Detail
  /** Set by the kit, with `ok` false, and quality and units 0. */
  readonly fault?: Fault
  readonly uid: number
  readonly hotkey: string
  readonly taskId: string
  readonly window: number
  /** From the last byte of the request to the last of the response, in ms. */
  readonly latencyMs: number
  /** Rank among the answers to the same task by time of commit; 0 came first. */
  readonly order: number
  /** SHA-256 of the raw exchange, hex; a Merkle root of all goes on record. */
  readonly evidence: string
}

/** The end of a window: what each miner deserves, and what the validator remembers. */
export interface WindowScore<State> {
  /** By uid, 0 or more; who is missing gets 0. The kit normalises and smooths. */
  readonly scores: ReadonlyMap<number, number>
  readonly state: State
}

/**
 * What the author of a subnet writes. `challenge` and `score` are pure: the same arguments give the
 * same result on every machine, so anybody can check a validator (spec: 85-subnets §0.1).
 *
 * @typeParam Backend what a miner answers with; the subnet names the interface it needs
 * @typeParam State what a validator remembers between windows; JSON
 */
export interface Subnet<Request, Response, Backend, Detail, State> {
  readonly manifest: Manifest
  readonly synapse: SubnetSynapse<Request, Response>
  /** What a validator remembers before its first window. */
  readonly initialState: State
  /** Whether challenge `index` of a window is the same for all miners. */
  isShared(index: number): boolean
  challenge(task: Task, state: State): Request
  work(
    request: Request,
    backend: Backend,
    options: { readonly signal: AbortSignal },
  ): Promise<Response>
  /** Never throws for what a miner may send. */
  verify(
    task: Task,
    request: Request,
    response: Response,
    context: { readonly state: State; readonly signal: AbortSignal },
  ): Judgement<Detail> | Promise<Judgement<Detail>>
  /**
   * `verdicts` come in any order, which must not matter. Who did not answer has verdicts too, with a
   * `fault` and without a `detail`.
   */
  score(verdicts: readonly Verdict<Detail>[], state: State): WindowScore<State>
}
