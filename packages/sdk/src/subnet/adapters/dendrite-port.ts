import type { Dendrite } from '../../dendrite/options.ts'
import type { ValidatorPort } from '../ports/network.ts'

/**
 * Lets a validator loop ask through a dendrite. Give the dendrite `responseSignature: 'require'`
 * where all miners sign: only then is nobody between them able to spoil a reveal.
 */
export const dendritePort = (dendrite: Dendrite): ValidatorPort => ({
  async ask({ axon, hotkey }, synapse, request, options) {
    if (axon === undefined)
      return { ok: false, status: 503, message: 'the neuron serves no axon', latencyMs: 0 }
    return dendrite.query({ ip: axon.ip, port: axon.port, hotkey }, synapse, request, {
      timeoutMs: options.timeoutMs,
      responseBytes: options.responseBytes + BASE_FIELDS_BYTES,
      signal: options.signal,
    })
  },
})

/** Room for the fields of the base class and the request, which come back in every answer. */
const BASE_FIELDS_BYTES = 65_536
