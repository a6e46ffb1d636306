import type { TensorSpec, Tensors } from './tensor.ts'

/** How a call to a model may be ended before its time. */
export interface CallOptions {
  readonly signal?: AbortSignal
}

/** A model that maps tensors to tensors: a function, an ONNX session, an inference server. */
export interface TensorBackend {
  readonly kind: 'tensor'
  /** What the model is, for logs and metadata; no path, no secret. */
  readonly name: string
  readonly inputs: readonly TensorSpec[]
  readonly outputs: readonly TensorSpec[]
  /**
   * Whether the arrays of a call may be used again once it has ended: no answer shares memory with
   * them. Not so when absent.
   */
  readonly copiesInputs?: boolean
  /**
   * Runs the model once. The first dimension of each tensor is the batch.
   * @throws BackendError, or the reason of the signal when it aborts
   */
  infer(inputs: Tensors, options?: CallOptions): Promise<Tensors>
  close(): Promise<void>
}

/** What a text model is asked. */
export interface TextRequest {
  readonly messages: readonly {
    readonly role: 'system' | 'user' | 'assistant'
    readonly content: string
  }[]
  /** Tokens at most. */
  readonly maxTokens: number
  readonly temperature?: number
  readonly topP?: number
  readonly seed?: number
  readonly stop?: readonly string[]
}

/** A piece of an answer; the last one says why it ended. */
export interface TextChunk {
  readonly text: string
  readonly finishReason?: 'stop' | 'length' | 'content_filter'
}

/** A model that writes text: any server that speaks the OpenAI API, or a function. */
export interface TextBackend {
  readonly kind: 'text'
  readonly name: string
  /** @throws BackendError */
  generate(request: TextRequest, options?: CallOptions): AsyncIterable<TextChunk>
  close(): Promise<void>
}

/** What answers for a miner. */
export type Backend = TensorBackend | TextBackend
