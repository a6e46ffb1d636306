import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  decodePasswordVariable,
  encodePasswordVariable,
  passwordVariableName,
} from '../../../src/node.ts'

const decoded = (variable: string, value: string): string =>
  new TextDecoder().decode(decodePasswordVariable(variable, value))

describe('passwords from the environment', () => {
  it('come in a variable named after the keyfile', () => {
    expect(passwordVariableName('/root/.bittensor/wallets/my-wallet/coldkey')).toBe(
      'BT_PW__ROOT__BITTENSOR_WALLETS_MY-WALLET_COLDKEY',
    )
  })

  it('are xored with its name, as base64', () => {
    // 'a' ^ 'B' = 0x23, 'b' ^ 'T' = 0x36, 'c' ^ '_' = 0x3c; base64 of 23 36 3c is IzY8.
    expect(decoded('BT_PW_X', 'IzY8')).toBe('abc')
    expect(encodePasswordVariable('BT_PW_X', new TextEncoder().encode('abc'))).toBe('IzY8')
  })

  it('repeats the name under a longer password', () => {
    // The name has one character: every byte is xored with 'A' (0x41): 0x20 0x23 0x22.
    expect(decoded('A', Buffer.of(0x20, 0x23, 0x22).toString('base64'))).toBe('abc')
  })

  it('survive the way there and back', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1 }),
        fc.string({ minLength: 1 }),
        (password, name) => {
          const value = encodePasswordVariable(name, password)
          expect(decodePasswordVariable(name, value)).toStrictEqual(password)
        },
      ),
    )
  })

  it.each([
    ['nothing', ''],
    ['what is not base64', 'swordfish!'],
    ['more than 4 KiB', 'A'.repeat(4100)],
  ])('are refused from %s, quoting none of it', (_, value) => {
    try {
      decodePasswordVariable('BT_PW_X', value)
    } catch (error) {
      expect(error).toMatchObject({ code: 'PasswordVariable', variable: 'BT_PW_X' })
      expect(String(error)).not.toContain('swordfish')
      return
    }
    expect.unreachable()
  })
})
