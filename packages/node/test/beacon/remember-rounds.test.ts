import { expect, test } from 'vitest'
import { rememberRounds } from '../../src/beacon/remember-rounds.ts'

const claim = (round: bigint, signature = 1, key = 1) => ({
  round,
  signature: Uint8Array.of(signature),
  publicKey: Uint8Array.of(key),
})

function counted(result: boolean | undefined) {
  const asked: bigint[] = []
  const verify = rememberRounds(({ round }) => {
    asked.push(round)
    return result
  })
  return { asked, verify }
}

test.each([true, false, undefined])('says %s twice and asks once', (result) => {
  const { asked, verify } = counted(result)
  expect([verify(claim(1n)), verify(claim(1n))]).toEqual([result, result])
  expect(asked).toEqual([1n])
})

test('takes no claim for another', () => {
  const { asked, verify } = counted(true)
  verify(claim(1n))
  verify(claim(2n))
  verify(claim(1n, 2))
  verify(claim(1n, 1, 2))
  expect(asked).toEqual([1n, 2n, 1n, 1n])
})

test('forgets the oldest of more than 128', () => {
  const { asked, verify } = counted(true)
  for (let round = 1n; round <= 129n; round += 1n) verify(claim(round))
  verify(claim(2n))
  expect(asked).toHaveLength(129)
  verify(claim(1n))
  expect(asked).toHaveLength(130)
})
