import { describe, expect, test } from 'vitest'
import { UsageError } from '../../src/errors.ts'
import {
  collectList,
  collectPorts,
  collectUrls,
  parseBlockTime,
  parseDuration,
  parseFinalityLag,
  parseLogLevel,
  parsePort,
  parsePruning,
  parseSealing,
} from '../../src/options/parsers.ts'

type Row = readonly [name: string, parse: (text: string) => unknown, text: string, value: unknown]

const GOOD: readonly Row[] = [
  ['milliseconds', parseDuration, '250ms', 250],
  ['seconds', parseDuration, '10s', 10_000],
  ['minutes', parseDuration, '5m', 300_000],
  ['hours', parseDuration, '1h', 3_600_000],
  ['the longest timer', parseDuration, '2147483647ms', 2_147_483_647],
  ['a block time', parseBlockTime, '250', 250],
  ['no lag', parseFinalityLag, '0', 0],
  ['any free port', parsePort, '0', 0],
  ['the last port', parsePort, '65535', 65_535],
  ['the pace of the preset', parseSealing, 'interval', undefined],
  ['instant sealing', parseSealing, 'instant', { mode: 'instant' }],
  ['manual sealing', parseSealing, 'manual', { mode: 'manual' }],
  ['an own interval', parseSealing, '500', { mode: 'interval', intervalMs: 500 }],
  ['an archive', parsePruning, 'archive', 'archive'],
  ['the last states', parsePruning, '1000', { keepBlocks: 1000 }],
  ['a log level', parseLogLevel, 'debug', 'debug'],
  ['one origin', collectList, 'http://localhost:3000', ['http://localhost:3000']],
  ['one server', collectUrls, 'https://api.drand.sh', ['https://api.drand.sh']],
  ['two origins', collectList, 'http://a.test, http://b.test', ['http://a.test', 'http://b.test']],
]

const BAD: readonly (readonly [name: string, parse: (text: string) => unknown, text: string])[] = [
  ['a duration without unit', parseDuration, '10'],
  ['a duration of nothing', parseDuration, '0s'],
  ['a negative duration', parseDuration, '-1s'],
  ['a fractional duration', parseDuration, '1.5s'],
  ['an unknown unit', parseDuration, '1d'],
  ['an empty duration', parseDuration, ''],
  ['a duration beyond the longest timer', parseDuration, '2147483648ms'],
  ['a block time of nothing', parseBlockTime, '0'],
  ['a block time in words', parseBlockTime, 'fast'],
  ['an exponent', parseBlockTime, '1e3'],
  ['a negative lag', parseFinalityLag, '-1'],
  ['a port above the last', parsePort, '65536'],
  ['a hexadecimal port', parsePort, '0x10'],
  ['an empty port', parsePort, ''],
  ['a huge port', parsePort, '9'.repeat(400)],
  ['an unknown way to seal', parseSealing, 'sometimes'],
  ['an interval of nothing', parseSealing, '0'],
  ['keeping no state', parsePruning, '0'],
  ['an unknown pruning mode', parsePruning, 'all'],
  ['keeping more blocks than there can be', parsePruning, '4294967296'],
  ['an unknown log level', parseLogLevel, 'loud'],
  ['an empty entry', collectList, 'http://a.test,,http://b.test'],
  ['an empty list', collectList, ''],
  ['an address without a scheme', collectUrls, 'api.drand.sh'],
  ['a scheme that is not of the web', collectUrls, 'ftp://api.drand.sh'],
  ['a scheme without an address', collectUrls, 'https://'],
]

describe('option values', () => {
  test.each(GOOD)('reads %s', (name, parse, text, value) => {
    expect(parse(text), name).toEqual(value)
  })

  test.each(BAD)('refuses %s in one sentence', (name, parse, text) => {
    expect(() => parse(text), name).toThrow(UsageError)
    expect(() => parse(text), name).toThrow(/^[^\n]*: [^\n]*\.$/)
  })

  test('repeated servers add up', () => {
    const both = ['http://a.test', 'http://b.test']
    expect(collectUrls('http://b.test', collectUrls('http://a.test'))).toEqual(both)
  })

  test('repeated ports add up', () => {
    expect(collectPorts('9945', collectPorts('9944'))).toEqual([9944, 9945])
  })
})
