// Answers requests about wallets and timelocks with the SDK: a line of JSON in, one out. Secrets
// come on standard input, never on the command line.
import { createInterface } from 'node:readline'
import { decode, encode } from '@plexus/primitives'
import {
  lockUntilRound,
  lockWeights,
  TimelockEnvelope,
  unlockWithSignature,
  weightsRevealRound,
} from '@plexus/sdk'
import {
  createKey,
  decodePasswordVariable,
  encodePasswordVariable,
  listWallets,
  passwordVariableName,
  readPublicKey,
  regenerateKey,
  unlock,
  verifyMessage,
  walletAt,
} from '@plexus/sdk/node'

const hex = (bytes) => Buffer.from(bytes).toString('hex')
const bytes = (text) => new Uint8Array(Buffer.from(text, 'hex'))
const keyOf = ({ path, name, hotkey }) => {
  const wallet = walletAt({ path, name, hotkey: hotkey ?? 'default' })
  return hotkey === undefined ? wallet.coldkey : wallet.hotkey
}

const ANSWERS = {
  async create(request) {
    const { address, mnemonic } = await createKey(keyOf(request), request.protection)
    return { address, mnemonic }
  },
  async regenerate(request) {
    const { seed, ...source } = request.source
    const given = seed === undefined ? source : { ...source, seed: bytes(seed) }
    return (await regenerateKey(keyOf(request), given, request.protection)).address
  },
  async sign(request) {
    const signer = await unlock(keyOf(request), request.password)
    const signature = hex(signer.sign(bytes(request.message)))
    signer.dispose()
    return { address: signer.address, signature }
  },
  async verify(request) {
    const { publicKey } = await readPublicKey(keyOf(request))
    const { message, signature } = request
    return verifyMessage({ publicKey, message: bytes(message), signature: bytes(signature) })
  },
  async list({ path }) {
    const wallets = await listWallets(path)
    return wallets.map(({ name, coldkey, hotkeys }) => ({
      name,
      coldkey: [coldkey?.format, coldkey?.address],
      hotkeys: hotkeys.map(({ handle, format, address }) => [handle.name, format, address]),
    }))
  },
  variable: ({ keyfile }) => passwordVariableName(keyfile),
  hide: ({ variable, text }) => encodePasswordVariable(variable, new TextEncoder().encode(text)),
  show: ({ variable, value }) => new TextDecoder().decode(decodePasswordVariable(variable, value)),
  lock({ message, round }) {
    const encrypted_data = lockUntilRound({ message: bytes(message), round: BigInt(round) })
    return hex(encode(TimelockEnvelope, { encrypted_data, reveal_round: BigInt(round) }))
  },
  lockWeights({ hotkey, uids, values, round }) {
    const weights = { hotkey: bytes(hotkey), uids, values, versionKey: 1n }
    const encrypted_data = lockWeights({ ...weights, round: BigInt(round) })
    return hex(encode(TimelockEnvelope, { encrypted_data, reveal_round: BigInt(round) }))
  },
  open({ envelope, signature }) {
    const { encrypted_data } = decode(TimelockEnvelope, bytes(envelope))
    return hex(unlockWithSignature({ ciphertext: encrypted_data, signature: bytes(signature) }))
  },
  round: (options) => Number(weightsRevealRound({ ...options, unixSeconds: Date.now() / 1000 })),
}

for await (const line of createInterface({ input: process.stdin })) {
  const { ask, ...request } = JSON.parse(line)
  let answer
  try {
    answer = { result: await ANSWERS[ask](request) }
  } catch (error) {
    answer = { error: error.code ?? 'unknown', message: error.message }
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`)
}
