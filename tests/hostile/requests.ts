import type { Random } from '@plexus/testing'
import { spoil } from './bad-json.ts'
import { join } from './capture.ts'
import type { Capture, WireRequest, Wish } from './capture.ts'
import type { Parties, Question } from './world.ts'

/** How bytes are sent. */
export interface Attack {
  readonly label: string
  readonly bytes: Buffer
  /**
   * `send`: at once, then wait; `cut`: at once, then end; `reset`; `drip`: a byte now and then;
   * `flood`: at once, then as much as is taken.
   */
  readonly how: 'send' | 'cut' | 'reset' | 'drip' | 'flood'
}

/** Body bytes that the axon of the test takes. */
export const BODY_LIMIT = 65_536

const HOUR = 3_600_000_000_000n
const MINUTE = HOUR / 60n

/** What a kind of attack is made from. */
interface Making {
  readonly random: Random
  readonly parties: Parties
  readonly question: Question
  /** A correct request, apart from what is wished. */
  signed(wish?: Partial<Wish>): Promise<WireRequest>
}

/** A bad request; where it carries a text at all, the text names the case. */
export async function createAttack(
  random: Random,
  question: Question,
  { capture, parties }: { readonly capture: Capture; readonly parties: Parties },
): Promise<Attack> {
  const [label, make] = random.pick(KINDS)
  const signed = (wish: Partial<Wish> = {}): Promise<WireRequest> =>
    capture.request({ question, ...wish })
  const made = await make({ random, parties, question, signed })
  return { label, ...made }
}

/** A correct request. */
export async function createGood(question: Question, capture: Capture): Promise<Attack> {
  return { label: 'good', bytes: join(await capture.request({ question })), how: 'send' }
}

type Made = Omit<Attack, 'label'>
type Kind = readonly [string, (making: Making) => Promise<Made>]

const send = (request: WireRequest): Made => ({ bytes: join(request), how: 'send' })

/** A correct request with headers changed after it was signed; undefined takes one away. */
const header =
  (name: string, value: (making: Making) => string | undefined) =>
  async (making: Making): Promise<Made> => {
    const request = await making.signed()
    const text = value(making)
    const rest = request.headers.filter(([key]) => key !== name)
    return send({ ...request, headers: text === undefined ? rest : [...rest, [name, text]] })
  }

/** A correct request with another body. */
const body =
  (change: (text: string, making: Making) => string | Buffer) =>
  async (making: Making): Promise<Made> => {
    const request = await making.signed()
    return send(withBody(request, change(request.body.toString(), making)))
  }

/** A request that is correct but for a wish. */
const wish =
  (wished: (making: Making) => Partial<Wish>) =>
  async (making: Making): Promise<Made> =>
    send(await making.signed(wished(making)))

/** Bytes that a correct request becomes. */
const bytes =
  (change: (whole: Buffer, making: Making) => Buffer, how: Attack['how'] = 'send') =>
  async (making: Making): Promise<Made> => ({
    bytes: change(join(await making.signed()), making),
    how,
  })

function withBody(request: WireRequest, text: string | Buffer): WireRequest {
  const changed = Buffer.from(text)
  const headers = request.headers.map(([name, value]): [string, string] => [
    name,
    name === 'content-length' ? String(changed.length) : value,
  ])
  return { ...request, headers, body: changed }
}

const hex = (random: Random, length: number): string =>
  `0x${Buffer.from(random.bytes(length)).toString('hex')}`

const SIGNATURE = 'bt_header_dendrite_signature'

const KINDS: readonly Kind[] = [
  ['unsigned', header(SIGNATURE, () => undefined)],
  [
    'signature',
    header(SIGNATURE, ({ random }) => hex(random, random.pick([0, 1, 63, 64, 65, 96]))),
  ],
  [
    'signature text',
    header(SIGNATURE, ({ random }) => random.pick(['', '0x', 'null', 'x'.repeat(130)])),
  ],
  ['sender', header('bt_header_dendrite_hotkey', ({ parties }) => parties.other.address)],
  [
    'no sender',
    header('bt_header_dendrite_hotkey', ({ random }) => random.pick([undefined, '', '5', 'é'])),
  ],
  [
    'nonce',
    header('bt_header_dendrite_nonce', ({ random }) =>
      String(BigInt(Date.now()) * 1_000_000n + BigInt(random.below(1_000))),
    ),
  ],
  [
    'no nonce',
    header('bt_header_dendrite_nonce', ({ random }) =>
      random.pick([undefined, '', '-1', '1e18', '9'.repeat(40)]),
    ),
  ],
  [
    'uuid',
    header('bt_header_dendrite_uuid', ({ random }) =>
      random.pick([undefined, '', 'other', 'a:b', 'x'.repeat(500)]),
    ),
  ],
  ['hash', header('computed_body_hash', ({ random }) => hex(random, 32).slice(2))],
  [
    'no hash',
    header('computed_body_hash', ({ random }) => random.pick([undefined, '', EMPTY_HASH])),
  ],
  [
    'timeout',
    header('timeout', ({ random }) => random.pick(['nan', 'inf', '-1', '1e400', 'None', '0x10'])),
  ],
  ['receiver', wish(({ parties }) => ({ to: parties.other.address }))],
  ['old', wish(({ random }) => ({ shift: -MINUTE * BigInt(3 + random.below(1_000)) }))],
  ['future', wish(({ random }) => ({ shift: MINUTE * BigInt(1 + random.below(1_000)) }))],
  [
    'fewer fields',
    wish(({ random }) => ({
      hashed: random.pick([[], ['text'], ['text', 'count'], ['extra', 'count', 'text']]),
    })),
  ],
  ['field', wish(({ random, question }) => ({ question: wrongField(question, random) }))],
  ['text', body((text) => text.replace(/"text":"/, '"text":"evil-'))],
  [
    'count',
    body((text, { random }) =>
      text.replace('"count":1', `"count":${random.pick(['2', '1.0', '1e0', '"1"', 'true', '-1'])}`),
    ),
  ],
  [
    'extra',
    body((text, { random }) =>
      text.replace('"extra":null', `"extra":${random.pick(['0', '[]', '{"a":1}', 'false', '""'])}`),
    ),
  ],
  [
    'lost field',
    body((text, { random }) => text.replace(random.pick([/,"count":1/, /,"extra":null/]), '')),
  ],
  ['last of two', body((text) => `${text.slice(0, -1)},"text":"evil"}`)],
  [
    'malformed',
    body((text, { random }) => spoil(text, random, (spoilt) => asksTheSame(spoilt, text))),
  ],
  [
    'no object',
    body((_text, { random }) =>
      random.pick(['', '[]', 'null', '1', '"x"', '\0', '{}', '\ufeff{}']),
    ),
  ],
  [
    'no UTF-8',
    body((text) =>
      Buffer.concat([Buffer.from(text.slice(0, -1)), Buffer.from([0x2c, 0xff, 0x7d])]),
    ),
  ],
  ['deep', body((_text, { random }) => `{"text":${'['.repeat(70 + random.below(30_000))}`)],
  ['too long', body((text) => `${text.slice(0, -1)},"x":"${'x'.repeat(BODY_LIMIT)}"}`)],
  [
    'huge length',
    bytes(
      (whole) => replace(whole, /content-length: \d+/i, 'content-length: 99999999999999'),
      'flood',
    ),
  ],
  [
    'length',
    bytes((whole, { random }) =>
      replace(
        whole,
        /content-length: \d+/i,
        `content-length: ${random.pick(['-1', '0x10', 'x', '1, 2', ''])}`,
      ),
    ),
  ],
  [
    'endless chunks',
    bytes(
      (whole) => Buffer.concat([chunkedHead(whole), Buffer.from(`400\r\n${'x'.repeat(1024)}\r\n`)]),
      'flood',
    ),
  ],
  [
    'chunk size',
    bytes((whole, { random }) =>
      Buffer.concat([
        chunkedHead(whole),
        Buffer.from(`${random.pick(['zz', '-1', 'ffffffffffffffff'])}\r\n{}`),
      ]),
    ),
  ],
  [
    'length and chunks',
    bytes((whole) =>
      replace(whole, /content-length/i, 'transfer-encoding: chunked\r\ncontent-length'),
    ),
  ],
  [
    'two lengths',
    bytes((whole) => replace(whole, /content-length/i, 'content-length: 1\r\ncontent-length')),
  ],
  [
    'two signers',
    bytes((whole, { parties }) =>
      replace(
        whole,
        /bt_header_dendrite_hotkey/i,
        `bt_header_dendrite_hotkey: ${parties.other.address}\r\nbt_header_dendrite_hotkey`,
      ),
    ),
  ],
  ['path', bytes((whole, { random }) => replace(whole, / \/Ask /, ` ${random.pick(PATHS)} `))],
  [
    'method',
    bytes((whole, { random }) =>
      replace(
        whole,
        /^POST/,
        random.pick(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'CONNECT', 'post', 'X', '']),
      ),
    ),
  ],
  ['long head', bytes((whole) => replace(whole, /\r\n/, `\r\nx: ${'y'.repeat(20_000)}\r\n`))],
  ['endless head', bytes((whole) => whole.subarray(0, whole.indexOf('\r\n') + 2), 'flood')],
  [
    'space in the head',
    bytes((whole, { random }) =>
      replace(
        whole,
        /\r\n/,
        random.pick(['\r\n x: y\r\n', '\r\nx : y\r\n', '\n\r\n', '\r\n\0: y\r\n']),
      ),
    ),
  ],
  [
    'garbage',
    async ({ random }) => ({
      bytes: Buffer.from(random.bytes(1 + random.below(2_000))),
      how: 'cut',
    }),
  ],
  [
    'another protocol',
    async ({ random }) => ({ bytes: Buffer.from(random.pick(PROTOCOLS), 'latin1'), how: 'send' }),
  ],
  ['cut', bytes((whole, { random }) => whole.subarray(0, random.below(whole.length)), 'cut')],
  ['reset', bytes((whole, { random }) => whole.subarray(0, random.below(whole.length)), 'reset')],
]

/** Attacks that take all the time that the axon gives; they are rarer. */
export const SLOW_KINDS: readonly Kind[] = [
  ['silence', async () => ({ bytes: Buffer.alloc(0), how: 'send' })],
  [
    'half a head',
    bytes((whole, { random }) => whole.subarray(0, 1 + random.below(whole.indexOf('\r\n\r\n')))),
  ],
  ['half a body', bytes((whole) => whole.subarray(0, whole.length - 1))],
  ['dripping head', bytes((whole) => whole, 'drip')],
]

/** A slow request. */
export async function createSlow(
  random: Random,
  question: Question,
  { capture, parties }: { readonly capture: Capture; readonly parties: Parties },
): Promise<Attack> {
  const [label, make] = random.pick(SLOW_KINDS)
  const signed = (): Promise<WireRequest> => capture.request({ question })
  return { label, ...(await make({ random, parties, question, signed })) }
}

const EMPTY_HASH = 'a7ffc6f8bf1ed76651c14756a061d662f580ff4de43b49fa82d80a4b80f8434a'
const PATHS = [
  '/',
  '/Nothing',
  '/ask',
  '/Ask/x',
  '/../Ask',
  '//Ask',
  '/%00',
  '/%ff',
  '*',
  'Ask',
  `/${'x'.repeat(5_000)}`,
  'http://x/Ask',
  '/__proto__',
]
const PROTOCOLS = [
  '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
  'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  'SSH-2.0-OpenSSH_9.2\r\n',
  'GET / HTTP/0.9\r\n\r\n',
  '\r\n\r\n\r\n\r\n',
]

function replace(whole: Buffer, pattern: RegExp, text: string): Buffer {
  return Buffer.from(whole.toString('latin1').replace(pattern, text), 'latin1')
}

function chunkedHead(whole: Buffer): Buffer {
  const chunked = replace(whole, /content-length: \d+/i, 'transfer-encoding: chunked')
  return chunked.subarray(0, chunked.indexOf('\r\n\r\n') + 4)
}

/** Whether only members were hit that nobody signs and no model sees. */
function asksTheSame(spoilt: string, text: string): boolean {
  try {
    const [left, right] = [spoilt, text].map((json) => {
      const { text: asked, count, extra } = JSON.parse(json) as Record<string, unknown>
      return JSON.stringify([asked, count, extra])
    })
    return left === right
  } catch {
    // What is no JSON asks nothing.
    return false
  }
}

/** A value that is signed for and that the synapse does not take. */
function wrongField(question: Question, random: Random): Question {
  const wrong: unknown = random.pick([null, [], {}, true, { length: 1 }])
  const field = random.pick(['text', 'count'] as const)
  return { ...question, [field]: wrong } as Question
}
