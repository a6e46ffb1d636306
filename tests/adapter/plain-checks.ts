import assert from 'node:assert/strict'
import { createTensor, oipBackend, openBackend } from '@plexus/models'
import type { Datatype, Tensor } from '@plexus/models'
import type { Adapters } from './adapter-process.ts'
import type { Check } from './checks.ts'

const bytes = (...texts: readonly string[]): Uint8Array[] =>
  texts.map((text) => new TextEncoder().encode(text))

/** Two values at the ends of each datatype; those that JSON cannot carry travel raw only. */
const TENSORS: readonly (readonly [Tensor, isJson: boolean])[] = [
  [createTensor('BOOL', [2], Uint8Array.of(0, 1)), true],
  [createTensor('UINT8', [2, 1], Uint8Array.of(0, 255)), true],
  [createTensor('UINT16', [2], Uint16Array.of(0, 65_535)), true],
  [createTensor('UINT32', [2], Uint32Array.of(0, 2 ** 32 - 1)), true],
  [createTensor('UINT64', [2], BigUint64Array.of(0n, 2n ** 64n - 1n)), false],
  [createTensor('INT8', [2], Int8Array.of(-128, 127)), true],
  [createTensor('INT16', [2], Int16Array.of(-32_768, 32_767)), true],
  [createTensor('INT32', [1, 2, 1], Int32Array.of(-(2 ** 31), 2 ** 31 - 1)), true],
  [createTensor('INT64', [2], BigInt64Array.of(-(2n ** 63n), 2n ** 63n - 1n)), false],
  // One and a half, and infinity.
  [createTensor('FP16', [2], Uint16Array.of(0x3e00, 0x7c00)), false],
  [createTensor('FP32', [2], Float32Array.of(-0.1, 3.4e38)), true],
  [createTensor('FP64', [2], Float64Array.of(-0.1, 1.7e308)), true],
  [createTensor('BYTES', [2], bytes('', 'ü€𝄞')), true],
]

/** Facts about the protocol between client and adapter, without any framework. */
export function plainChecks(adapters: Adapters): readonly Check[] {
  const names = TENSORS.map(([{ datatype }]) => datatype)
  return [
    [
      'every datatype comes back as it went, raw and in JSON',
      async () => {
        adapters.start('plain_models.py', names)
        for (const [tensor, isJson] of TENSORS) await checkEcho(adapters, tensor, isJson)
      },
    ],
    [
      'text is streamed',
      async () => {
        await adapters.find('plain-words')
        const folder = { discoveryFolder: adapters.folder }
        const backend = await openBackend('oip:auto/plain-words', folder)
        assert.equal(backend.kind, 'text')
        if (backend.kind !== 'text') return
        const messages = [{ role: 'user', content: 'one two three' }] as const
        const chunks = []
        for await (const chunk of backend.generate({ messages, maxTokens: 2 })) chunks.push(chunk)
        assert.deepEqual(chunks, [
          { text: 'one ' },
          { text: 'two ' },
          { text: '', finishReason: 'stop' },
        ])
        await backend.close()
      },
    ],
  ]
}

async function checkEcho(adapters: Adapters, tensor: Tensor, isJson: boolean): Promise<void> {
  const model = `plain-${tensor.datatype satisfies Datatype}`
  const { url, token } = await adapters.find(model)
  for (const encoding of isJson ? (['binary', 'json'] as const) : (['binary'] as const)) {
    const backend = await oipBackend({ url, model, token, encoding })
    const answer = await backend.infer({ x: tensor })
    assert.deepEqual(answer, { output_0: tensor }, `${tensor.datatype} ${encoding}`)
    await backend.close()
  }
}
