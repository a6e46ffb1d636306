import type { Interceptor, JsonRpcProvider } from './interceptor.ts'
import { isObject, parseReply, parseRequest } from './message.ts'
import type { Json, Notification, Request, Response } from './message.ts'

/** What a mutation does to the messages of one connection; what it leaves out passes. */
export interface Rules {
  /** Another request, or the response that the client gets without the node. */
  request?(request: Request): { readonly request: Request } | { readonly response: Response }
  /** The messages that replace a response, in order. */
  response?(response: Response, request: Request): readonly Outgoing[]
  /**
   * The messages that replace a notification, in order. `cause` is the request of the operation
   * that it reports on (`chainHead_v1_call` …), else the one that opened the subscription.
   */
  notification?(notification: Notification, cause: Request | undefined): readonly Outgoing[]
}

/** A message to the client. */
export type Outgoing = Response | Notification

/** An interceptor out of rules, which are made anew for each connection. */
export function intercept(name: string, describe: string, createRules: () => Rules): Interceptor {
  return {
    name,
    describe,
    wrap: (provider) => ({ connect: (onMessage) => open(provider, createRules(), onMessage) }),
  }
}

function open(provider: JsonRpcProvider, rules: Rules, onMessage: (message: string) => void) {
  const pending = new Map<string | number, Request>()
  const causes = new Map<string, Request>()
  const deliver = (message: Outgoing): void => onMessage(JSON.stringify(message))
  const connection = provider.connect((text) => {
    const reply = parseReply(text)
    if (reply === undefined) return onMessage(text)
    if (reply.kind === 'response') {
      const request = pending.get(reply.message.id)
      if (request === undefined) return onMessage(text)
      pending.delete(reply.message.id)
      remember(causes, request, reply.message.result)
      const replaced = rules.response?.(reply.message, request) ?? [reply.message]
      return replaced.forEach(deliver)
    }
    const cause = causeOf(causes, reply.message)
    const replaced = rules.notification?.(reply.message, cause) ?? [reply.message]
    return replaced.forEach(deliver)
  })
  return {
    send(text: string): void {
      const request = parseRequest(text)
      if (request === undefined) return connection.send(text)
      const turned = rules.request?.(request) ?? { request }
      if ('response' in turned) return queueMicrotask(() => deliver(turned.response))
      pending.set(request.id, turned.request)
      return connection.send(JSON.stringify(turned.request))
    },
    disconnect: () => connection.disconnect(),
  }
}

/** Keeps which request a subscription or an operation of a subscription came from. */
function remember(causes: Map<string, Request>, request: Request, result: Json | undefined): void {
  if (typeof result === 'string') causes.set(result, request)
  if (!isObject(result) || typeof result['operationId'] !== 'string') return
  causes.set(`${textOf(request.params[0])}/${result['operationId']}`, request)
}

function causeOf(causes: Map<string, Request>, { params }: Notification): Request | undefined {
  const subscription = textOf(params.subscription)
  const operation = isObject(params.result) ? params.result['operationId'] : undefined
  return causes.get(typeof operation === 'string' ? `${subscription}/${operation}` : subscription)
}

/** Subscription ids are text; anything else names nothing. */
function textOf(id: Json | undefined): string {
  return typeof id === 'string' ? id : ''
}
