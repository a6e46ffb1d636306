export type { JsonRpcProvider } from './interceptor.ts'
export { mutations } from './mutations.ts'
