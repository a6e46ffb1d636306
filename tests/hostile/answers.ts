import { gzipSync } from 'node:zlib'
import type { Socket } from 'node:net'
import type { Random } from '@plexus/testing'
import { spoil, wrongShape } from './bad-json.ts'
import { flood } from './flood.ts'
import { GOOD } from './world.ts'

/** One answer of a hostile axon. */
export interface Answer {
  readonly label: string
  /** Whether it is bad as a stream too, whose pieces may be anything. */
  readonly isBadStream: boolean
  /** Ends only when the time is over. */
  readonly isSlow: boolean
  play(socket: Socket): void
}

type Make = (random: Random) => (socket: Socket) => void

const OK = 'HTTP/1.1 200 OK\r\n'
const JSON_TYPE = 'content-type: application/json\r\n'

/** An answer that every dendrite must take. */
export const GOOD_ANSWER: Answer = {
  label: 'good',
  isBadStream: false,
  isSlow: false,
  play: (socket) => socket.write(response(GOOD)),
}

/** A bad answer. */
export function createAnswer(random: Random): Answer {
  const [isSlow, isBadStream] = [random.oneIn(8), random.oneIn(2)]
  const [label, make] = random.pick(isSlow ? SLOW : isBadStream ? BROKEN : MEANINGLESS)
  return { label, isBadStream: isBadStream || isSlow, isSlow, play: make(random) }
}

/** A whole response. @param head more header lines */
function response(body: string | Uint8Array, head = '', status = '200 OK'): Buffer {
  const bytes = Buffer.from(body)
  const lines = `HTTP/1.1 ${status}\r\n${JSON_TYPE}${head}content-length: ${bytes.length}\r\n\r\n`
  return Buffer.concat([Buffer.from(lines), bytes])
}

const say =
  (bytes: string | Uint8Array) =>
  (socket: Socket): void => {
    socket.write(bytes)
  }

const sayAndEnd =
  (bytes: string | Uint8Array) =>
  (socket: Socket): void => {
    socket.end(bytes)
  }

const endless =
  (begin: string, piece: string) =>
  (socket: Socket): void =>
    flood(socket, begin, piece)

/** Writes a byte now and then, for ever. */
const drip =
  (begin: string, text: string) =>
  (socket: Socket): void => {
    let at = 0
    socket.write(begin)
    const timer = setInterval(() => {
      socket.write(text.charAt(at % text.length))
      at += 1
    }, 5)
    socket.once('close', () => clearInterval(timer))
  }

/** Without an end. */
const SLOW: readonly (readonly [string, Make])[] = [
  ['silence', () => () => undefined],
  ['dripping head', () => drip(OK, 'x-a: b\r\n')],
  ['dripping body', () => drip(`${OK}content-length: 1000\r\n\r\n`, GOOD)],
  [
    'endless continues',
    (random) => endless('', `HTTP/1.1 ${random.pick(['100', '102', '103'])} X\r\n\r\n`),
  ],
]

/** Breaks of HTTP and of bounds: bad whatever the pieces mean. */
const BROKEN: readonly (readonly [string, Make])[] = [
  ['reset', () => (socket) => socket.resetAndDestroy()],
  ['end', () => (socket) => socket.end()],
  ['garbage', (random) => sayAndEnd(random.bytes(1 + random.below(500)))],
  ['status line', (random) => sayAndEnd(`${random.pick(STATUS_LINES)}\r\n\r\n`)],
  ['endless head', (random) => endless(OK, random.pick(['x: y\r\n', 'x', ': \r\n']))],
  [
    'endless chunks',
    () => endless(`${OK}transfer-encoding: chunked\r\n\r\n`, `400\r\n${'x'.repeat(1024)}\r\n`),
  ],
  ['endless body', () => endless(`${OK}\r\n`, 'x'.repeat(4_096))],
  ['silence after a huge length', () => say(`${OK}content-length: 999999999999999\r\n\r\n{`)],
  ['huge length', () => endless(`${OK}content-length: 999999999999999\r\n\r\n`, ' '.repeat(4_096))],
  ['short body', () => sayAndEnd(`${OK}content-length: 500\r\n\r\n${GOOD}`)],
  ['two lengths', () => sayAndEnd(`${OK}content-length: 1\r\ncontent-length: 2\r\n\r\n{}`)],
  [
    'length and chunks',
    () => sayAndEnd(`${OK}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n{}`),
  ],
  [
    'chunk sizes',
    (random) => {
      const size = random.pick(['zz', '-1', 'ffffffffffffffffff', '5;\0', '', ' '])
      return sayAndEnd(`${OK}transfer-encoding: chunked\r\n\r\n${size}\r\n${GOOD}\r\n`)
    },
  ],
  [
    'upgrade',
    () => sayAndEnd('HTTP/1.1 101 Switching\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n'),
  ],
  [
    'reset in the body',
    () => (socket) => {
      socket.write(`${OK}content-length: 500\r\n\r\n{"ans`, () => socket.resetAndDestroy())
    },
  ],
  [
    'refusal',
    (random) => {
      const status = random.pick([300, 301, 304, 400, 401, 403, 404, 413, 422, 429, 500, 503, 599])
      const body = random.pick([GOOD, '', '{"message":1}', spoil('{"message":"no"}', random)])
      return say(response(body, 'location: http://127.0.0.1:1/\r\n', `${status} X`))
    },
  ],
  [
    'long refusal',
    (random) => endless(`HTTP/1.1 ${400 + random.below(200)} X\r\n\r\n`, 'x'.repeat(4_096)),
  ],
  [
    'compressed',
    (random) => {
      const coding = random.pick(['gzip', 'deflate', 'br', 'zstd', 'identity, gzip'])
      return say(response(BOMB, `content-encoding: ${coding}\r\n`))
    },
  ],
  ['too long', () => say(response(`{"answer":"${'x'.repeat(70_000)}","scores":[0,0,0]}`))],
]

/** Whole answers that say nothing: bad for whoever wants an answer. */
const MEANINGLESS: readonly (readonly [string, Make])[] = [
  ['empty', (random) => say(response(random.pick(['', ' ', '\n', 'null', '0', '""', '[]', '{}'])))],
  ['no content', () => say('HTTP/1.1 204 No Content\r\n\r\n')],
  ['malformed', (random) => say(response(spoil(GOOD, random)))],
  [
    'not a number',
    (random) => {
      const value = random.pick(['NaN', 'Infinity', '-Infinity', '1e999', '-1e999', '"NaN"', 'nan'])
      return say(response(`{"answer":"yes","scores":[0,${value},1]}`))
    },
  ],
  ['wrong shape', (random) => say(response(wrongShape(random)))],
  [
    'prototype',
    (random) => {
      const key = random.pick(['__proto__', 'constructor', 'prototype', 'toString'])
      return say(response(`{"${key}":${GOOD}}`))
    },
  ],
  [
    'deep',
    (random) => {
      const depth = 100 + random.below(20_000)
      const [open, close] = random.pick([
        ['[', ']'],
        ['{"a":', '}'],
      ] as const)
      return say(response(open.repeat(depth) + '1' + close.repeat(depth)))
    },
  ],
  [
    'not UTF-8',
    () =>
      say(
        response(
          Buffer.concat([
            Buffer.from('{"answer":"'),
            Buffer.from([0xff, 0xfe]),
            Buffer.from(GOOD.slice(11)),
          ]),
        ),
      ),
  ],
  ['byte order mark', () => say(response(`\ufeff${GOOD}`))],
  ['trailing', (random) => say(response(GOOD + random.pick(['x', '{', GOOD, '\0'])))],
  [
    'wrong signature',
    (random) => {
      const hex = Buffer.from(random.bytes(random.pick([64, 64, 64, 0, 63, 65]))).toString('hex')
      return say(
        response(
          GOOD,
          `bt_header_axon_response_signature: ${random.pick(['0x', '0x', ''])}${hex || '00'}\r\n`,
        ),
      )
    },
  ],
]

const STATUS_LINES = [
  'HTTP/1.1 999999 X',
  'HTTP/9.9 200 OK',
  'HTTP/1.1 -200 OK',
  'HTTP/1.1 20 OK',
  'http/1.1 200 OK',
  'HTTP/1.1',
  'SSH-2.0-OpenSSH_9.2',
  'GET / HTTP/1.1',
  '\0\0\0\0',
]

/** A megabyte of nothing in a kilobyte. */
const BOMB = gzipSync(Buffer.alloc(1_048_576))
