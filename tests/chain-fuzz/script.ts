import { bytesToHex, decode, hexToBytes } from '@plexus/primitives'
import { allCalls, encodeCall } from '@plexus/runtime'
import type { RuntimeCall } from '@plexus/runtime'
import { callName } from '@plexus/testing'

/** A history as data: what is tried in each block, in order. */
export interface Script {
  readonly blocks: readonly (readonly ScriptMove[])[]
}

/** Somebody's call. */
export interface ScriptMove {
  /**
   * Name of a key, `Alice` or `Alice//hot-1`; `Root` is whoever holds the sudo key, `Nobody` signs
   * nothing.
   */
  readonly by: string
  /** SCALE in hex. */
  readonly call: string
}

const CALLS = new Map(allCalls().map((call) => [`${call.pallet.index} ${call.index}`, call]))

/** A call of a script. @throws Error, ScaleError where the bytes are no call of the runtime */
export function callOfMove({ call }: ScriptMove): RuntimeCall {
  const bytes = hexToBytes(call)
  const [pallet, index] = bytes
  const declared = CALLS.get(`${pallet} ${index}`)
  if (declared === undefined) throw new Error(`the runtime has no call ${pallet}, ${index}`)
  return { call: declared, args: decode(declared.args, bytes.subarray(2)) }
}

/** A move of a script. */
export const moveOf = (by: string, call: RuntimeCall): ScriptMove => ({
  by,
  call: bytesToHex(encodeCall(call)),
})

/** A script as JSON, a line for each move. */
export function scriptToJson({ blocks }: Script): string {
  const lines = blocks.map((moves) => {
    const each = moves.map((move) => `    ${JSON.stringify(move)}`)
    return each.length === 0 ? '  []' : `  [\n${each.join(',\n')}\n  ]`
  })
  return `{ "blocks": [\n${lines.join(',\n')}\n] }\n`
}

/** A script from its JSON. @throws Error where it is none */
export function scriptFromJson(json: string): Script {
  const read: unknown = JSON.parse(json)
  const blocks = field(read, 'blocks')
  if (!Array.isArray(blocks)) throw new Error('a script has blocks')
  return {
    blocks: blocks.map((moves: unknown) => {
      if (!Array.isArray(moves)) throw new Error('a block of a script is a list of moves')
      return moves.map((move: unknown) => {
        const [by, call] = [field(move, 'by'), field(move, 'call')]
        if (typeof by !== 'string' || typeof call !== 'string') {
          throw new Error('a move of a script has a name and a call')
        }
        const checked = { by, call }
        callOfMove(checked)
        return checked
      })
    }),
  }
}

/** How many moves a script has. */
export const movesIn = ({ blocks }: Script): number =>
  blocks.reduce((sum, { length }) => sum + length, 0)

/**
 * A script for people: block, signer, call with arguments.
 *
 * @param names what accounts are called, by their hex
 */
export function listScript({ blocks }: Script, names: ReadonlyMap<string, string>): string {
  const lines: string[] = []
  for (const [at, moves] of blocks.entries()) {
    if (moves.length === 0) continue
    lines.push(`block ${at + 1}`)
    for (const move of moves) lines.push(`  ${listMove(move, names)}`)
  }
  const empty = blocks.filter(({ length }) => length === 0).length
  return [...lines, `${blocks.length} blocks, ${empty} of them without a move`].join('\n')
}

/** A move for people. */
export const listMove = (move: ScriptMove, names: ReadonlyMap<string, string>): string =>
  `${move.by}: ${listCall(callOfMove(move), names)}`

/** Longer bytes are cut. */
const SHOWN_BYTES = 40

function listCall(call: RuntimeCall, names: ReadonlyMap<string, string>): string {
  const args = Object.entries(call.args).map(([name, value]) => `${name}: ${shown(value, names)}`)
  return `${callName(call)}(${args.join(', ')})`
}

function shown(value: unknown, names: ReadonlyMap<string, string>): string {
  if (value instanceof Uint8Array) {
    const hex = bytesToHex(value)
    const name = names.get(hex)
    if (name !== undefined) return name
    return value.length <= SHOWN_BYTES ? hex : `${hex.slice(0, 2 * SHOWN_BYTES)}… (${value.length})`
  }
  if (Array.isArray(value)) return `[${value.map((each) => shown(each, names)).join(', ')}]`
  if (typeof value !== 'object' || value === null) return String(value)
  if (isCall(value)) return listCall(value, names)
  if ('type' in value && typeof value.type === 'string') {
    const inside = 'value' in value ? value.value : undefined
    if (value.type === 'Id') return shown(inside, names)
    return inside === undefined ? value.type : `${value.type}(${shown(inside, names)})`
  }
  const fields = Object.entries(value).map(([name, each]) => `${name}: ${shown(each, names)}`)
  return `{ ${fields.join(', ')} }`
}

const isCall = (value: object): value is RuntimeCall => 'call' in value && 'args' in value

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
