import type { Backend } from './backend.ts'
import { BackendSpecError } from './errors.ts'
import { discoverModel, discoveryFolder } from './oip/discovery.ts'
import { parseOipAddress } from './oip/address.ts'
import { oipBackend } from './oip/oip-backend.ts'
import { oipTextBackend } from './oip/oip-text-backend.ts'
import { onnxBackend } from './onnx/onnx-backend.ts'
import type { ExpectedHashes } from './onnx/model-file.ts'
import { openAiBackend } from './openai/openai-backend.ts'

/** What a spec string does not say. */
export interface OpenBackendOptions {
  /** Threads of an ONNX model. */
  readonly threads?: number
  readonly sha256?: ExpectedHashes
  /** Opens an inference server, or is the key of an OpenAI API; never part of the spec string. */
  readonly token?: string
  /** Until a served model is ready, in milliseconds. */
  readonly readyTimeoutMs?: number
  /** Where adapters leave their discovery files; the user's run-time folder by default. */
  readonly discoveryFolder?: string
  /** Ends the opening, not the backend. */
  readonly signal?: AbortSignal
}

/**
 * Opens the backend that a string names: `onnx:<path>`, `oip:<url>/v2/models/<model>`, `oip:auto` or
 * `oip:auto/<model>` (a Python adapter of this user), `openai:<url>#<model>`.
 * @throws BackendError, or the reason of the signal
 */
export async function openBackend(
  spec: string,
  options: OpenBackendOptions = {},
): Promise<Backend> {
  const [, scheme, rest] = /^([a-z]+):(.+)$/s.exec(spec) ?? []
  if (scheme === undefined || rest === undefined)
    throw new BackendSpecError(spec, 'it has no scheme')
  const { token, readyTimeoutMs, signal, threads, sha256 } = options
  const waiting = {
    ...(readyTimeoutMs !== undefined && { readyTimeoutMs }),
    ...(signal !== undefined && { signal }),
  }
  switch (scheme) {
    case 'onnx':
      return onnxBackend({
        model: rest,
        ...(threads !== undefined && { threads }),
        ...(sha256 !== undefined && { sha256 }),
      })
    case 'oip': {
      const [, auto, model] = /^(auto)(?:\/(.+))?$/.exec(rest) ?? []
      if (auto !== undefined) return openDiscovered(model, options, waiting)
      return oipBackend({
        ...parseOipAddress(rest),
        ...waiting,
        ...(token !== undefined && { token }),
      })
    }
    case 'openai': {
      const hash = rest.lastIndexOf('#')
      if (hash < 1 || hash === rest.length - 1)
        throw new BackendSpecError(spec, 'it has no #<model>')
      return openAiBackend({
        baseUrl: rest.slice(0, hash),
        model: rest.slice(hash + 1),
        ...(token !== undefined && { apiKey: token }),
      })
    }
    default:
      throw new BackendSpecError(spec, `there is no scheme ${scheme}`)
  }
}

/** The adapter may be started again elsewhere: its model is then looked up by its name. */
async function openDiscovered(
  name: string | undefined,
  options: OpenBackendOptions,
  waiting: Pick<OpenBackendOptions, 'readyTimeoutMs' | 'signal'>,
): Promise<Backend> {
  const folder = options.discoveryFolder ?? discoveryFolder(process.env)
  const { url, model, task, token } = await discoverModel(folder, name)
  if (task.startsWith('text.')) return oipTextBackend({ url, model, token, ...waiting })
  return oipBackend({
    url,
    model,
    token,
    ...waiting,
    relocate: () => discoverModel(folder, model),
  })
}
