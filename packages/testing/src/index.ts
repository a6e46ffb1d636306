export { signExtrinsic } from './sign-extrinsic.ts'
export type { SigningOptions } from './sign-extrinsic.ts'
