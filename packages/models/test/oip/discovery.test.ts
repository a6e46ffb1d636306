import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { discoverModel, discoveryFolder } from '../../src/index.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plexus-discovery-'))
})
afterEach(() => rm(folder, { recursive: true }))

const entry = {
  url: 'http://127.0.0.1:8192',
  model: 'resnet',
  task: 'classify',
  pid: process.pid,
  token: 'secret',
}

async function leave(name: string, content: unknown, mode = 0o600): Promise<void> {
  const path = join(folder, name)
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content))
  await chmod(path, mode)
}

describe('a model of an adapter', () => {
  it('is found when it is the only one', async () => {
    await leave('a.json', { ...entry, extra: 1 })
    expect(await discoverModel(folder)).toEqual(entry)
  })

  it('is found by its name among others', async () => {
    await leave('a.json', entry)
    await leave('b.json', { ...entry, model: 'bert' })
    expect(await discoverModel(folder, 'bert')).toEqual({ ...entry, model: 'bert' })
    await expect(discoverModel(folder)).rejects.toMatchObject({
      code: 'BackendSpec',
      message: expect.stringMatching(/resnet.*bert|bert.*resnet/) as string,
    })
  })

  // Above the largest process number of Linux.
  const gone = 2 ** 30
  it.each([
    ['of a process that ended', { ...entry, pid: gone }, 0o600],
    ['that others can read', entry, 0o644],
    ['on another machine', { ...entry, url: 'http://192.0.2.1:80' }, 0o600],
    ['without a token', { ...entry, token: undefined }, 0o600],
    ['with a process that is none', { ...entry, pid: -1 }, 0o600],
    ['with a name of control characters', { ...entry, model: 'a\nb' }, 0o600],
    ['that is half written', '{"url":', 0o600],
    ['that is empty', '', 0o600],
    ['that is null', 'null', 0o600],
    ['that is huge', ' '.repeat(20_000), 0o600],
  ])('is not found in a file %s', async (_, content, mode) => {
    await leave('a.json', content, mode)
    await expect(discoverModel(folder)).rejects.toMatchObject({ code: 'BackendUnreachable' })
  })

  it('is not found where there is no folder', async () => {
    await expect(discoverModel(join(folder, 'none'))).rejects.toThrow('plexus_adapter.serve')
  })
})

it('lives in the run-time folder of the user, or in the home', () => {
  expect(discoveryFolder({ XDG_RUNTIME_DIR: '/run/user/7' })).toBe('/run/user/7/plexus/adapters')
  expect(discoveryFolder({ XDG_RUNTIME_DIR: '' })).toMatch(/\.plexus\/run\/adapters$/)
})
