// Miner and validator of this project, driven over standard input: a line of JSON is a command, a
// line of JSON the result. Run with --import tsx --conditions=source.
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { createKeyPair, createSignatures, encodeSs58 } from '@plexus/primitives'
import { createAxon, createDendrite } from '@plexus/sdk/node'

const signatures = await createSignatures()
const axons = []

const text = (value) => {
  if (typeof value !== 'string') throw new Error('not a text')
  return value
}
const same = (value) => value

/** The synapses of synapses.py. */
const SYNAPSES = {
  Repeat: {
    name: 'Repeat',
    requestFields: ['text', 'count', 'scale', 'extra'],
    responseFields: ['answer'],
    floatFields: ['scale'],
    parseRequest(fields) {
      text(fields.text)
      if (!Number.isInteger(fields.count)) throw new Error('not a count')
      return fields
    },
    parseResponse: ({ answer }) => text(answer),
    writeRequest: same,
    writeResponse: (answer) => ({ answer }),
  },
  Tell: {
    name: 'Tell',
    requestFields: ['text'],
    responseFields: [],
    parseRequest: same,
    parseResponse: same,
    writeRequest: same,
    writeResponse: same,
  },
}
SYNAPSES.Rush = { ...SYNAPSES.Tell, name: 'Rush' }
SYNAPSES.Nothing = { ...SYNAPSES.Tell, name: 'Nothing' }

const COMMANDS = {
  async serve({ strict, uri, banned }) {
    const axon = createAxon(
      { hotkey: signer(uri), port: 0, host: '127.0.0.1', strict },
      { signatures },
    )
    const blacklist = ({ caller }) => (caller.hotkey === banned ? 'banned' : undefined)
    axon.attach({ synapse: SYNAPSES.Repeat, forward: repeat, blacklist })
    axon.attach({ synapse: SYNAPSES.Tell, forward: tell })
    // Never answers: the time of the caller runs out while it waits.
    axon.attach({ synapse: SYNAPSES.Rush, forward: () => new Promise(() => undefined) })
    await axon.start()
    axons.push(axon)
    return axon.address()
  },

  async query({ target, name, request, strict, uri, hashed, timeoutMs, streaming }) {
    const synapse = { ...SYNAPSES[name] }
    if (hashed !== undefined && strict) synapse.requestFields = hashed
    if (hashed !== undefined && !strict) synapse.compatibleHashFields = hashed
    const dendrite = createDendrite({ hotkey: signer(uri), strict }, { signatures })
    try {
      if (!streaming) return await dendrite.query(target, synapse, request, { timeoutMs })
      const { chunks, end } = dendrite.stream(target, synapse, request, { timeoutMs })
      let response = ''
      for await (const chunk of chunks) response += Buffer.from(chunk).toString()
      return { ...(await end), response }
    } finally {
      await dendrite.close()
    }
  },
}

for await (const line of createInterface({ input: process.stdin })) {
  const { command, ...given } = JSON.parse(line)
  const result = await COMMANDS[command](given).catch(({ stack }) => ({ error: stack }))
  process.stdout.write(`${JSON.stringify(result)}\n`)
}
await Promise.all(axons.map((axon) => axon.stop({ graceMs: 0 })))

async function repeat({ text: asked, count, extra }) {
  if (asked === 'fail') throw new Error('the model is broken')
  if (asked === 'sleep') await sleep(3_000)
  return asked.repeat(count) + Object.keys(extra).length
}

async function* tell({ text: asked }) {
  for (const word of asked.split(' ')) {
    yield `${word} `
    await sleep(1)
  }
}

function signer(uri) {
  const { publicKey, account, sign } = createKeyPair({ scheme: 'Sr25519', uri }, signatures)
  return { publicKey, address: encodeSs58(account), sign }
}
