import { method } from './method.ts'

/** Names of all methods, aliases included; polkadot.js ignores a method that is not listed. */
export const rpc_methods = method([], ({ methodNames }) => ({ methods: methodNames }))
