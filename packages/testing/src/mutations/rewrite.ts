import type { Rules } from './intercept.ts'
import { isObject, itemsOf } from './message.ts'
import type { Json, JsonObject, Notification, Request, Response } from './message.ts'

/** Replaces results of responses, by the method that was called. */
export function rewriteResults(rewrite: (result: Json, request: Request) => Json): Rules {
  return {
    response: (response, request) => [withResult(response, (result) => rewrite(result, request))],
  }
}

/** Several sets of rules as one; each sees what the one before it let out. */
export function rewriteBoth(
  response: (result: Json, request: Request) => Json,
  notification: (result: Json, notification: Notification, cause: Request | undefined) => Json,
): Rules {
  return {
    ...rewriteResults(response),
    notification: (message, cause) => [
      withPayload(message, notification(message.params.result, message, cause)),
    ],
  }
}

/** A response with another result; an error stays. */
export function withResult(response: Response, rewrite: (result: Json) => Json): Response {
  return response.result === undefined
    ? response
    : { ...response, result: rewrite(response.result) }
}

/** A notification with another result. */
export function withPayload(notification: Notification, result: Json): Notification {
  return { ...notification, params: { ...notification.params, result } }
}

/** An object with one field rewritten; anything else stays as it is. */
export function withField(value: Json, field: string, rewrite: (inner: Json) => Json): Json {
  if (!isObject(value)) return value
  const inner = value[field]
  return inner === undefined ? value : { ...value, [field]: rewrite(inner) }
}

/** The event name of a `chainHead` or `archive` notification. */
export function eventNameOf(result: Json): string | undefined {
  if (!isObject(result)) return undefined
  return typeof result['event'] === 'string' ? result['event'] : undefined
}

/** An array with each object rewritten. */
export function mapObjects(value: Json, rewrite: (item: JsonObject) => Json): Json {
  return itemsOf(value).map((item) => (isObject(item) ? rewrite(item) : item))
}
