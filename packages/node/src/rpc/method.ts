import type { Connection } from './connection.ts'
import type { RpcContext } from './context.ts'
import type { Param } from './params.ts'
import type { Rest } from './write-json.ts'

/** One request as its handler sees it. */
export interface RpcCall {
  readonly ctx: RpcContext
  readonly connection: Connection
  /** The names of all methods, sorted. */
  readonly methodNames: readonly string[]
  /** Runs `task` as soon as the response to this request is queued, never before. */
  afterResponse(task: () => void): void
  /** For loops over many things, between their rounds. */
  readonly rest: Rest
}

/** Where the handler of a subscription sends its notifications. */
export interface Sink {
  readonly id: string
  /** Queues a notification; none leaves before the response with the id. No-op when closed. */
  notify(result: unknown): void
  /** Ends the subscription from this side, after what was notified before. */
  close(): void
}

/** A request that has one answer. */
export interface RpcMethod {
  readonly kind: 'method'
  readonly aliases: readonly string[]
  /** Lets its caller change the chain at will: never open to other machines. */
  readonly unsafe: boolean
  /** Makes no sense on a connection that ends with the response. */
  readonly lasting: boolean
  readonly parse: ParseParams
  /** Takes what `parse` gives. */
  readonly run: (call: RpcCall, args: readonly unknown[]) => unknown
}

/** A request that has an id for an answer, and notifications under that id. */
export interface RpcSubscription {
  readonly kind: 'subscription'
  readonly aliases: readonly string[]
  /** The `method` of the notifications. */
  readonly notification: string
  readonly unsubscribe: string
  readonly unsubscribeAliases: readonly string[]
  /** The unsubscribe method answers null instead of whether the subscription existed. */
  readonly quiet: boolean
  readonly parse: ParseParams
  /** Takes what `parse` gives. */
  readonly run: (call: RpcCall, sink: Sink, args: readonly unknown[]) => Stop | Promise<Stop>
}

/** Parses the parameters of a request. @throws RpcError -32602 */
export type ParseParams = (given: readonly unknown[]) => readonly unknown[]

/** Releases what a subscription holds. */
export type Stop = () => void

/** The exports of a namespace file: wire name → method. */
export type Namespace = Readonly<Record<string, RpcMethod | RpcSubscription>>

type Params = readonly Param<unknown>[]
type Parsed<P extends Params> = { [K in keyof P]: ReturnType<P[K]> }

/** A method whose wire name is the name it is exported under. Parameters go by position. */
export function method<const P extends Params>(
  params: P,
  run: (call: RpcCall, ...args: Parsed<P>) => unknown,
  options: Partial<Pick<RpcMethod, 'aliases' | 'unsafe' | 'lasting'>> = {},
): RpcMethod {
  return {
    kind: 'method',
    aliases: options.aliases ?? [],
    unsafe: options.unsafe ?? false,
    lasting: options.lasting ?? false,
    parse: (given) => parseAll(params, given),
    run: (call, args) => run(call, ...(args as Parsed<P>)),
  }
}

/** A subscription whose wire name is the name it is exported under. */
export function subscription<const P extends Params>(
  names: Pick<RpcSubscription, 'notification' | 'unsubscribe'> &
    Partial<Pick<RpcSubscription, 'aliases' | 'unsubscribeAliases' | 'quiet'>>,
  params: P,
  run: (call: RpcCall, sink: Sink, ...args: Parsed<P>) => Stop | Promise<Stop>,
): RpcSubscription {
  return {
    kind: 'subscription',
    aliases: [],
    unsubscribeAliases: [],
    quiet: false,
    ...names,
    parse: (given) => parseAll(params, given),
    run: (call, sink, args) => run(call, sink, ...(args as Parsed<P>)),
  }
}

function parseAll<P extends Params>(params: P, given: readonly unknown[]): Parsed<P> {
  return params.map((parse, at) => parse(given[at])) as Parsed<P>
}
