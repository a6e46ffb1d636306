import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTensor, openBackend } from '../src/index.ts'
import { serveOip } from './oip/server.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plexus-open-'))
})
afterAll(() => rm(folder, { recursive: true }))

it('opens the model of an adapter, and finds it again when it was started anew', async () => {
  const discovery = async (url: string, token: string): Promise<void> => {
    const entry = { url, model: 'double', task: 'tensor', pid: process.pid, token }
    await writeFile(join(folder, 'double.json'), JSON.stringify(entry), { mode: 0o600 })
  }
  const first = await serveOip({ token: 'one' })
  await discovery(first.url, 'one')
  const backend = await openBackend('oip:auto/double', { discoveryFolder: folder })
  if (backend.kind !== 'tensor') throw new Error('it is no tensor backend')
  const x = createTensor('FP32', [1, 2], Float32Array.of(1, 2))
  const y = createTensor('FP32', [1, 2], Float32Array.of(2, 4))
  expect(await backend.infer({ x })).toEqual({ y })
  await first.stop()
  await expect(backend.infer({ x })).rejects.toMatchObject({ code: 'BackendUnreachable' })
  const second = await serveOip({ token: 'two' })
  await discovery(second.url, 'two')
  expect(await backend.infer({ x })).toEqual({ y })
  await backend.close()
})
