import { BackendSpecError } from '../errors.ts'

/** Where a model is served. */
export interface OipAddress {
  /** Scheme, host, port and, behind some gateways, a path before `/v2`. */
  readonly url: string
  readonly model: string
  /** The server's choice when absent. */
  readonly version?: string
}

/**
 * Reads `http://host:port/v2/models/<model>` with an optional `/versions/<version>`.
 * @throws BackendSpecError
 */
export function parseOipAddress(text: string): OipAddress {
  const wrong = (why: string): BackendSpecError => new BackendSpecError(`oip:${text}`, why)
  if (!URL.canParse(text)) throw wrong('it holds no address')
  const url = new URL(text)
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw wrong('it is neither http nor https')
  if (url.username !== '' || url.password !== '')
    throw wrong('a secret does not belong into an address')
  const found = /^(.*)\/v2\/models\/([^/]+)(?:\/versions\/([^/]+))?\/?$/.exec(url.pathname)
  const [, prefix = '', model, version] = found ?? []
  if (model === undefined) throw wrong('its path is not /v2/models/<model>')
  try {
    return {
      url: `${url.origin}${prefix}`,
      model: decodeURIComponent(model),
      ...(version !== undefined && { version: decodeURIComponent(version) }),
    }
  } catch {
    throw wrong('its percent signs are no encoding')
  }
}

/** The path of the protocol below which a server answers. */
export function serverPath({ url }: OipAddress): string {
  return `${new URL(url).pathname.replace(/\/$/, '')}/v2`
}

/** The path of a model. */
export function modelPath(address: OipAddress): string {
  const { model, version } = address
  const versions = version === undefined ? '' : `/versions/${encodeURIComponent(version)}`
  return `${serverPath(address)}/models/${encodeURIComponent(model)}${versions}`
}
