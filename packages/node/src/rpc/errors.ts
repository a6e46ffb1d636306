/** An error a client receives (spec: 70-rpc §1.1). `data` is a string: Python clients require it. */
export class RpcError extends Error {
  readonly code: number
  readonly data?: string

  constructor(code: number, message: string, data?: string) {
    super(message)
    this.name = 'RpcError'
    this.code = code
    if (data !== undefined) this.data = data
  }
}

/** What the `error` member of a response carries. */
export type RpcErrorData = Pick<RpcError, 'code' | 'message' | 'data'>

/** The members of an error alone, which other threads can be told. */
export const errorData = ({ code, message, data }: RpcError): RpcErrorData =>
  data === undefined ? { code, message } : { code, message, data }

export const parseError = (): RpcError => new RpcError(-32700, 'Parse error')
export const invalidRequest = (): RpcError => new RpcError(-32600, 'Invalid request')
export const methodNotFound = (data?: string): RpcError =>
  new RpcError(-32601, 'Method not found', data)
export const invalidParams = (data: string): RpcError =>
  new RpcError(-32602, 'Invalid params', data)
export const internalError = (): RpcError => new RpcError(-32603, 'Internal error')

/** The limits below answer with the codes of the reference server. */
export const tooManySubscriptions = (max: number): RpcError =>
  new RpcError(-32006, 'Too many subscriptions on the connection', `Exceeded max limit of ${max}`)
export const requestTooBig = (max: number): RpcError =>
  new RpcError(-32007, 'Request is too big', `Exceeded max limit of ${max}`)
export const tooManyValues = (max: number): RpcError =>
  new RpcError(-32007, 'Request is too big', `Exceeded max limit of ${max} values`)
export const responseTooBig = (max: number): RpcError =>
  new RpcError(-32008, 'Response is too big', `Exceeded max limit of ${max}`)
export const serverBusy = (max: number): RpcError =>
  new RpcError(-32009, 'Server is busy, try again later', `Exceeded max limit of ${max}`)
export const batchTooLarge = (max: number): RpcError =>
  new RpcError(-32010, 'The batch request was too large', `Exceeded max limit of ${max}`)

/** A failed read of the chain. `message` goes on from `Client error: `. */
export const clientError = (message: string): RpcError =>
  new RpcError(4003, `Client error: ${message}`)
/** A page or range that is larger than the server allows. */
export const countTooLarge = (value: number, max: number): RpcError =>
  new RpcError(4002, `count exceeds maximum value. value: ${value}, max: ${max}`)

/** A port that another process holds. */
export class PortTakenError extends Error {
  readonly code = 'PortTaken'
  readonly host: string
  readonly port: number

  constructor(host: string, port: number, cause: unknown) {
    super(
      `Port ${port} on ${host} is taken: stop the process that listens there or choose another port.`,
      { cause },
    )
    this.name = 'PortTakenError'
    this.host = host
    this.port = port
  }
}

/** An address that this machine cannot listen on. */
export class CannotListenError extends Error {
  readonly code = 'CannotListen'
  readonly host: string
  readonly port: number

  constructor(host: string, port: number, cause: unknown) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'refused'
    super(
      `This machine cannot listen on ${host} port ${port} (${reason}): choose another host or port.`,
      { cause },
    )
    this.name = 'CannotListenError'
    this.host = host
    this.port = port
  }
}

/** Methods that change the chain at will would be open to the network. */
export class UnsafeBindError extends Error {
  readonly code = 'UnsafeBind'
  readonly host: string

  constructor(host: string, example: string) {
    super(
      `${host} is open to other machines, and methods such as ${example} let anyone change the ` +
        'chain: listen on 127.0.0.1, or start without them.',
    )
    this.name = 'UnsafeBindError'
    this.host = host
  }
}
