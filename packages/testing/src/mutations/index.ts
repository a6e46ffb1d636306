export type { Interceptor, JsonRpcConnection, JsonRpcProvider } from './interceptor.ts'
export { mutations } from './mutations.ts'
