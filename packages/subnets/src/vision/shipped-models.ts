import { createRequire } from 'node:module'
import { onnxBackend } from '@plexus/models'
import type { TensorBackend } from '@plexus/models'

/** Networks that this package brings, best first; see their card in `models/README.md`. */
export const SHIPPED_MODELS = ['strong', 'good', 'middle', 'weak', 'faint'] as const

/** One of {@link SHIPPED_MODELS}. */
export type ShippedModel = (typeof SHIPPED_MODELS)[number]

/** A network of another training run, middling: what a cheat has that trained one of its own. */
export const APART_MODEL = 'apart/apart'

/** The file of a network, wherever the package is. */
export const shippedModelFile = (name: ShippedModel | typeof APART_MODEL): string =>
  createRequire(import.meta.url).resolve(`@plexus/subnets/models/${name}.onnx`)

/** A network that this package brings, on one thread. @throws BackendError */
export const shippedModel = (name: ShippedModel | typeof APART_MODEL): Promise<TensorBackend> =>
  onnxBackend({ model: shippedModelFile(name) })
