import { RpcError } from '../errors.ts'

// Codes of the JSON-RPC specification (spec: 70-rpc §8.4).

export const followLimit = (max: number): RpcError =>
  new RpcError(-32800, 'Too many follows on the connection', `Exceeded max limit of ${max}`)
export const blockNotPinned = (): RpcError => new RpcError(-32801, 'Invalid block hash')
export const followWithoutRuntime = (): RpcError =>
  new RpcError(-32802, 'The follow was started without runtime updates')
export const notWaiting = (): RpcError =>
  new RpcError(-32803, 'Wait for continue event was not generated for the subscription')
export const duplicateHashes = (): RpcError =>
  new RpcError(-32804, 'Duplicate hashes provided to unpin')
