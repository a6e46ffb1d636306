import { describe, expect, it } from 'vitest'
import { addInputObjects, parseHeaders, toHeaders } from '../../src/synapse/headers.ts'
import { versionAsInt } from '../../src/synapse/version.ts'

describe('toHeaders', () => {
  it('writes the fields that are there, numbers as Python', () => {
    const headers = toHeaders({
      name: 'Fold',
      timeout: 12,
      axon: { ip: '10.0.0.1', port: 8091, hotkey: '5F' },
      dendrite: { nonce: 1_700_000_000_000_000_001n, version: 10_002_000, processTime: 0.00001 },
      bodyHash: 'ab',
    })
    // spec: 80-axon-dendrite §1.3
    expect(headers).toEqual({
      name: 'Fold',
      timeout: '12.0',
      bt_header_axon_ip: '10.0.0.1',
      bt_header_axon_port: '8091',
      bt_header_axon_hotkey: '5F',
      bt_header_dendrite_version: '10002000',
      bt_header_dendrite_nonce: '1700000000000000001',
      bt_header_dendrite_process_time: '1e-05',
      computed_body_hash: 'ab',
    })
  })

  it('keeps text out of the head that could end it', () => {
    const { bt_header_axon_status_message: message } = toHeaders({
      axon: { statusMessage: 'a\r\nx: y\u2028é' },
      dendrite: {},
    })
    expect(message).toBe('a??x: y??')
  })
})

describe('addInputObjects', () => {
  it('sends an empty value of each type', () => {
    const fields = { s: 'x', n: 3, f: 0.5, b: true, l: [1], d: { a: 1 }, none: null }
    const headers: Record<string, string> = {}
    addInputObjects(headers, fields, [...Object.keys(fields), 'missing'])
    const decoded = Object.entries(headers).map(([name, value]) => [name, atob(value)])
    expect(Object.fromEntries(decoded)).toEqual({
      bt_header_input_obj_s: '""',
      bt_header_input_obj_n: '0',
      bt_header_input_obj_f: '0',
      bt_header_input_obj_b: 'false',
      bt_header_input_obj_l: '[]',
      bt_header_input_obj_d: '{}',
    })
  })
})

describe('parseHeaders', () => {
  it('reads what it writes', () => {
    const message = {
      name: 'Fold',
      timeout: 1.5,
      axon: {
        statusCode: 200,
        statusMessage: 'Success',
        processTime: 0.25,
        ip: '1.2.3.4',
        port: 1,
      },
      dendrite: { version: 7, nonce: 2n ** 63n, uuid: 'u', hotkey: 'h', signature: '0x' },
      bodyHash: 'ab',
    }
    expect(parseHeaders(toHeaders(message))).toEqual(message)
  })

  it('takes absent headers for absent', () => {
    expect(parseHeaders({ host: 'x' })).toEqual({ axon: {}, dendrite: {} })
  })

  const bad: readonly (readonly [string, string])[] = [
    ['timeout', 'None'],
    ['timeout', 'nan'],
    ['timeout', 'inf'],
    ['timeout', '-1'],
    ['timeout', '1e999'],
    ['timeout', ''],
    ['bt_header_dendrite_nonce', '-1'],
    ['bt_header_dendrite_nonce', '1.5'],
    ['bt_header_dendrite_nonce', '9'.repeat(21)],
    ['bt_header_dendrite_version', '0x10'],
    ['bt_header_axon_port', '9007199254740992'],
  ]
  for (const [name, value] of bad) {
    it(`refuses ${name}: ${value}`, () => {
      expect(() => parseHeaders({ [name]: value })).toThrow(
        expect.objectContaining({ code: 'InvalidHeader' }),
      )
    })
  }

  it('refuses a header that is there twice', () => {
    expect(() => parseHeaders({ bt_header_dendrite_hotkey: ['a', 'b'] })).toThrow('hotkey')
  })
})

describe('versionAsInt', () => {
  it('packs a version as the protocol does', () => {
    // spec: 80-axon-dendrite §1.5
    expect(versionAsInt('10.2.0')).toBe(10_002_000)
    expect(versionAsInt('7.2.0')).toBe(7_002_000)
  })
})
