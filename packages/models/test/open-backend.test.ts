import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBackend } from '../src/index.ts'
import { linear } from './onnx/build.ts'
import { serveOip } from './oip/server.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plexus-open-'))
})
afterAll(() => rm(folder, { recursive: true }))

describe('a spec string', () => {
  it('opens an ONNX file', async () => {
    await writeFile(join(folder, 'linear.onnx'), linear())
    const backend = await openBackend(`onnx:${join(folder, 'linear.onnx')}`, { threads: 1 })
    expect(backend).toMatchObject({ kind: 'tensor', name: 'linear' })
    await backend.close()
  })

  it('opens a served model', async () => {
    const { url } = await serveOip({ token: 't' })
    const backend = await openBackend(`oip:${url}/v2/models/double`, { token: 't' })
    expect(backend).toMatchObject({ kind: 'tensor', name: 'double' })
    await backend.close()
  })

  it('opens a model behind the OpenAI API', async () => {
    const backend = await openBackend('openai:http://127.0.0.1:9/v1#org/model:tag')
    expect(backend).toMatchObject({ kind: 'text', name: 'org/model:tag' })
    await backend.close()
  })

  it.each([
    '',
    'model.onnx',
    'onnx:',
    'gguf:model',
    'oip:',
    'oip:nonsense',
    'oip:http://127.0.0.1:9/',
    'oip:http://127.0.0.1:9/v2/models/',
    'oip:ftp://127.0.0.1/v2/models/m',
    'oip:http://u:hunter2@127.0.0.1/v2/models/m',
    'oip:autobahn',
    'openai:http://127.0.0.1:9/v1',
    'openai:http://127.0.0.1:9/v1#',
    'openai:#m',
    'openai:nonsense#m',
    'oip:http://127.0.0.1:9/v2/models/%E0%A4%A',
  ])('that names nothing is refused: "%s"', async (spec) => {
    await expect(openBackend(spec)).rejects.toMatchObject({ code: 'BackendSpec' })
    await expect(openBackend(spec)).rejects.not.toThrow('hunter2')
  })
})
