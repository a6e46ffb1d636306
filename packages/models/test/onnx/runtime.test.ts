import { afterEach, expect, it, vi } from 'vitest'
import { loadOnnxRuntime } from '../../src/onnx/runtime.ts'

afterEach(() => {
  vi.doUnmock('onnxruntime-node')
})

it('is the native one where it loads', async () => {
  expect((await loadOnnxRuntime('auto')).kind).toBe('native')
})

it('is WebAssembly where the native one does not load, unless that was asked for', async () => {
  vi.doMock('onnxruntime-node', () => {
    throw new Error('there is no binary for this platform')
  })
  expect((await loadOnnxRuntime('auto')).kind).toBe('wasm')
  await expect(loadOnnxRuntime('native')).rejects.toMatchObject({
    code: 'ModelInvalid',
    message: expect.stringContaining('choose the runtime "wasm"') as string,
  })
})
