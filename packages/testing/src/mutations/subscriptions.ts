import type { Outgoing, Rules } from './intercept.ts'
import { isObject } from './message.ts'
import type { Json, Notification, Response } from './message.ts'
import { eventNameOf } from './rewrite.ts'

/** Holds back the first kind of event of each subscription until the second has come. */
export function swapEvents(first: string, second: string): Rules {
  const held = new Map<Json, Notification[]>()
  return {
    notification(message) {
      const { subscription, result } = message.params
      const event = statusOf(result) ?? eventNameOf(result)
      if (event === first) {
        held.set(subscription, [...(held.get(subscription) ?? []), message])
        return []
      }
      const waiting = held.get(subscription)
      if (waiting === undefined || event !== second) return [message]
      held.delete(subscription)
      return [message, ...waiting]
    },
  }
}

/** Rules that hold both for watched transactions and for `chainHead`. */
export function eitherOf(rules: Rules, others: Rules): Rules {
  return {
    notification(message, cause) {
      const passed = rules.notification?.(message, cause) ?? [message]
      return passed.flatMap((item) =>
        'params' in item ? (others.notification?.(item, cause) ?? [item]) : [item],
      )
    },
  }
}

/** Gives every notification a subscription id of another type than the response had. */
export function numberSubscriptions(): Rules {
  const numbers = new Map<Json, number>()
  return {
    notification(message) {
      const { subscription } = message.params
      const number = numbers.get(subscription) ?? 1_000_000 + numbers.size
      numbers.set(subscription, number)
      return [{ ...message, params: { ...message.params, subscription: number } }]
    },
  }
}

/** Lets notifications out before the response that names their subscription. */
export function notifyFirst(): Rules {
  const held = new Map<Json, { readonly response: Response; wanted: number }>()
  return {
    response(response, { method }) {
      const { result } = response
      if (typeof result !== 'string' || !opensSubscription(method)) return [response]
      held.set(result, { response, wanted: method.startsWith('author_') ? 2 : 1 })
      return []
    },
    notification(message): readonly Outgoing[] {
      const { subscription } = message.params
      const waiting = held.get(subscription)
      if (waiting === undefined) return [message]
      waiting.wanted -= 1
      if (waiting.wanted > 0) return [message]
      held.delete(subscription)
      return [message, waiting.response]
    },
  }
}

/** The status of a watched transaction in a notification. */
function statusOf(result: Json): string | undefined {
  if (typeof result === 'string') return result
  if (!isObject(result)) return undefined
  return ['inBlock', 'finalized', 'broadcast'].find((status) => typeof result[status] === 'string')
}

function opensSubscription(method: string): boolean {
  return /^(author_submitAndWatch|(chain|state)_subscribe|chainHead_v1_follow)/.test(method)
}
