import { expect, it } from 'vitest'
import { inOwnTurn } from '../../src/rpc/own-turn.ts'
import { rpcWorld } from './support/rpc-world.ts'

it('other work has its turn between two pieces, which come in their order', async () => {
  const { context } = await rpcWorld()
  const seen: string[] = []
  const first = inOwnTurn(context, () => {
    seen.push('first')
    setImmediate(() => seen.push('other'))
  })
  const second = inOwnTurn(context, () => seen.push('second'))
  await Promise.all([first, second])
  // What the first piece asked for comes before a third.
  await inOwnTurn(context, () => seen.push('third'))
  expect(seen.indexOf('other')).toBeLessThan(seen.indexOf('third'))
  expect(seen.filter((each) => each !== 'other')).toEqual(['first', 'second', 'third'])
})

it('refuses what is too much, and goes on after a piece that fails', async () => {
  const { context } = await rpcWorld()
  const failing = inOwnTurn(context, () => {
    throw new Error('no')
  })
  const fifteen = Array.from({ length: 15 }, (_, at) => inOwnTurn(context, () => at))
  await expect(inOwnTurn(context, () => 'too much')).rejects.toMatchObject({ code: -32_009 })
  await expect(failing).rejects.toThrow('no')
  expect(await Promise.all(fifteen)).toHaveLength(15)
  expect(await inOwnTurn(context, () => 'again')).toBe('again')
})
