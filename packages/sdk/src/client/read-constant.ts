import type { ConstantName, Constants } from '../descriptors/generated/index.ts'
import type { Client } from './client.ts'
import type { ReadOptions } from './read-options.ts'

/**
 * Reads a constant of the runtime, out of its metadata.
 *
 * @throws DescriptorError where the chain has no such constant or another type
 */
export async function readConstant<Name extends ConstantName>(
  client: Client,
  name: Name,
  { at, ...options }: ReadOptions = {},
): Promise<Constants[Name]> {
  const runtime = await client.runtime(at, options)
  runtime.ensure('constant', name)
  return runtime.constant(name) as Constants[Name]
}
