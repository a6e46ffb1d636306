// Lets another program use @polkadot/api: a line of JSON is a request, and so is each answer.
//   {"id":1,"send":{"url":"ws://…","signer":"//Alice","call":["balances","transferKeepAlive",["5F…","1000"]]}}
//   {"id":2,"query":{"url":"ws://…","path":["system","account"],"args":["5F…"],"at":"0x…"}}
//   {"id":3,"call":{"url":"ws://…","path":["subnetInfoRuntimeApi","getMetagraph"],"args":[1]}}
//   {"id":4,"close":{"url":"ws://…"}}
import { createInterface } from 'node:readline'
import { ApiPromise, Keyring, WsProvider } from '@polkadot/api'
import { cryptoWaitReady } from '@polkadot/util-crypto'
import { failure } from './client.mjs'

const apis = new Map()
await cryptoWaitReady()
const keyring = new Keyring({ type: 'sr25519', ss58Format: 42 })

const requests = { send, query, call, close }

for await (const line of createInterface({ input: process.stdin })) {
  const { id, ...request } = JSON.parse(line)
  const [name] = Object.keys(request)
  requests[name](request[name]).then(
    (result) => answer({ id, result: result ?? null }),
    (error) => answer({ id, error: error.message }),
  )
}
process.exit(0)

function answer(reply) {
  process.stdout.write(`${JSON.stringify(reply)}\n`)
}

/** Signs a call and waits until it is final: the bytes, the block, and what the call emitted. */
async function send({ url, signer, call: [section, method, args], timeoutMs = 60_000 }) {
  const api = await apiOf(url)
  const tx = callOf(api, section, method, args)
  let stop
  let timer
  try {
    const result = await new Promise((resolve, reject) => {
      timer = setTimeout(
        () => reject(new Error(`${section}.${method} is not final within ${timeoutMs} ms`)),
        timeoutMs,
      )
      tx.signAndSend(keyring.addFromUri(signer), (now) => {
        if (now.isError) reject(new Error(`${section}.${method} ended as ${now.status.type}`))
        if (now.status.isFinalized) resolve(now)
      }).then((unsubscribe) => {
        stop = unsubscribe
      }, reject)
    })
    const wrong = failure(api, result.dispatchError) ?? innerFailure(api, result)
    if (wrong !== undefined) throw new Error(`${section}.${method}: ${wrong.name}`)
    return {
      extrinsic: tx.toHex(),
      block: result.status.asFinalized.toHex(),
      number: result.blockNumber?.toNumber(),
      events: result.events.map(({ event }) => [event.section, event.method, event.data.toJSON()]),
    }
  } finally {
    clearTimeout(timer)
    stop?.()
  }
}

/** What a call of Root that was let through came to. */
function innerFailure(api, { events }) {
  for (const { event } of events) {
    const { sudoResult } = event.data
    if (event.section === 'sudo' && sudoResult?.isErr) return failure(api, sudoResult.asErr)
  }
  return undefined
}

/** An argument `{"call": [section, method, args]}` is a call. */
function callOf(api, section, method, args) {
  const values = args.map((arg) => (Array.isArray(arg?.call) ? callOf(api, ...arg.call) : arg))
  return api.tx[section][method](...values)
}

async function query({ url, path: [section, name], args = [], at }) {
  const api = await apiOf(url)
  const state = at === undefined ? api : await api.at(at)
  return (await state.query[section][name](...args)).toJSON()
}

async function call({ url, path: [section, name], args = [], at }) {
  const api = await apiOf(url)
  const state = at === undefined ? api : await api.at(at)
  return (await state.call[section][name](...args)).toJSON()
}

async function close({ url }) {
  const api = await apis.get(url)
  apis.delete(url)
  await api?.disconnect()
}

function apiOf(url) {
  const known = apis.get(url)
  if (known !== undefined) return known
  const provider = new WsProvider(url, 1_000, {}, 20_000)
  const made = ApiPromise.create({ provider, noInitWarn: true, throwOnConnect: true })
  apis.set(url, made)
  return made
}
