import { decodeBase64 } from './base64.ts'
import { KERNEL_BASE64 } from './generated.ts'

/** What the compiled kernel offers. */
export interface KernelInstance {
  readonly memory: { readonly buffer: ArrayBuffer }
  /** Lays out the memory; addresses and views from before are void. */
  prepare(n: number, weightBytes: number, bondBytes: number): void
  /** Address of a place of `layout.ts`. */
  address(place: number): number
  /** Runs the epoch; 0 when a stored row is malformed. */
  epoch(): number
}

/** Compiles the kernel and gives it a memory. It imports nothing. */
export function instantiateKernel(): KernelInstance {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(decodeBase64(KERNEL_BASE64)))
  return exports as KernelInstance
}
