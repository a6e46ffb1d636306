import { ApiPromise, Keyring, WsProvider } from '@polkadot/api'
import { endpoint } from '../lib/suite.mjs'

/** Longest wait for a transaction to reach the asked status, in milliseconds. */
const WATCH_TIMEOUT_MS = 8_000

/** The client under test, connected on first use, and the development keys. */
export function connect() {
  const { ws, http } = endpoint()
  const provider = new WsProvider(ws, 1_000, {}, 10_000)
  const keyring = new Keyring({ type: 'sr25519', ss58Format: 42 })
  let api
  return {
    http,
    provider,
    async api() {
      api ??= ApiPromise.create({ provider, noInitWarn: true, throwOnConnect: true })
      return api
    },
    key: (name) => keyring.addFromUri(`//${name}`),
    edKey: (name) => new Keyring({ type: 'ed25519', ss58Format: 42 }).addFromUri(`//${name}`),
    keyring,
  }
}

/**
 * Signs, submits and watches until `until` (`inBlock` or `finalized`): the last result, the
 * statuses that came and the error the call ended with, if any.
 */
export async function watch(api, tx, signer, { until = 'inBlock', ...options } = {}) {
  const statuses = []
  const results = []
  let stop
  let timer
  try {
    const last = await new Promise((resolve, reject) => {
      timer = setTimeout(
        () => reject(new Error(`no ${until} within ${WATCH_TIMEOUT_MS} ms, only ${statuses}`)),
        WATCH_TIMEOUT_MS,
      )
      tx.signAndSend(signer, options, (result) => {
        statuses.push(camel(result.status.type))
        results.push(result)
        if (result.isError) reject(new Error(`the transaction ended as ${result.status.type}`))
        if (result.status.isFinalized || (until === 'inBlock' && result.status.isInBlock)) {
          resolve(result)
        }
      }).then((unsubscribe) => {
        stop = unsubscribe
      }, reject)
    })
    return { result: last, results, statuses, error: failure(api, last.dispatchError) }
  } finally {
    clearTimeout(timer)
    stop?.()
  }
}

/** As `watch`, and an error when the call failed on chain. */
export async function succeed(api, tx, signer, options) {
  const outcome = await watch(api, tx, signer, options)
  if (outcome.error !== undefined) {
    throw new Error(`${tx.method.section}.${tx.method.method}: ${outcome.error.name}`)
  }
  return outcome
}

/** The dispatch error in words: `{ section, name, docs }`. */
export function failure(api, dispatchError) {
  if (dispatchError === undefined) return undefined
  if (!dispatchError.isModule) {
    const inner = dispatchError.value
    const name = inner?.type ? `${dispatchError.type}.${inner.type}` : dispatchError.type
    return { section: undefined, name, docs: '' }
  }
  const meta = api.registry.findMetaError(dispatchError.asModule)
  return { section: meta.section, name: meta.name, docs: meta.docs.join(' ') }
}

/** The events of one kind among those of a result. */
export function eventsOf(result, section, method) {
  return result.events
    .map(({ event }) => event)
    .filter((event) => event.section === section && event.method === method)
}

/** The one event of a kind; an error when there are none or several. */
export function eventOf(result, section, method) {
  const found = eventsOf(result, section, method)
  if (found.length !== 1) {
    const all = result.events.map(({ event }) => `${event.section}.${event.method}`)
    throw new Error(`${found.length} events ${section}.${method} among ${all.join(', ')}`)
  }
  return found[0]
}

/** Free balance, in rao. */
export async function freeOf(api, address) {
  return (await api.query.system.account(address)).data.free.toBigInt()
}

function camel(type) {
  return type[0].toLowerCase() + type.slice(1)
}
