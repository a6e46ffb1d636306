import { SynapseError } from './errors.ts'
import { endOfString } from './json.ts'
import { pythonFloat } from './python-float.ts'
import { pythonString } from './python-string.ts'

/** Python refuses to read longer integers. */
const MAX_INTEGER_DIGITS = 4_300
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const LONE_SURROGATE = /[\ud800-\udfff]/u

/** Which numbers a Python class declares as `float`. */
export interface FloatPaths {
  /** Everything from here down. */
  readonly all: boolean
  readonly members: ReadonlyMap<string, FloatPaths>
}

/**
 * What Python's `str` gives for each member of a JSON object. It is made from the text, since
 * only the text says whether a number is `1` or `1.0` and in which order the keys came; as in
 * Python the last of equal keys counts, at the place of the first.
 *
 * @param text a valid JSON object
 * @throws SynapseError `InvalidBody` where Python has no such value
 */
export function pythonTexts(
  text: string,
  wanted: ReadonlySet<string>,
  floats?: FloatPaths,
): Map<string, string> {
  const reader = new Reader(text)
  const texts = new Map<string, string>()
  reader.object((name) => {
    const value = reader.value(floats?.members.get(name), true)
    if (wanted.has(name)) texts.set(name, value)
  })
  return texts
}

/** `['a', 'b.c']` as a tree. */
export function floatPaths(paths: readonly string[]): FloatPaths {
  const heads = new Map<string, string[]>()
  for (const path of paths) {
    const dot = path.indexOf('.')
    const head = dot === -1 ? path : path.slice(0, dot)
    heads.set(head, [...(heads.get(head) ?? []), dot === -1 ? '' : path.slice(dot + 1)])
  }
  const members = new Map(
    [...heads].map(([head, rests]): [string, FloatPaths] => [
      head,
      { ...floatPaths(rests.filter((rest) => rest !== '')), all: rests.includes('') },
    ]),
  )
  return { all: false, members }
}

class Reader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  /** @param isTop `str` differs from `repr` for strings alone, and only outside of containers */
  value(floats: FloatPaths | undefined, isTop: boolean): string {
    switch (this.#peek()) {
      case '"':
        return this.#string(isTop)
      case '{':
        return this.#dict(floats)
      case '[':
        return this.#list(floats)
      case 't':
        return this.#word('true', 'True')
      case 'f':
        return this.#word('false', 'False')
      case 'n':
        return this.#word('null', 'None')
      default:
        return this.#number(floats?.all === true)
    }
  }

  object(member: (name: string) => void): void {
    this.#step()
    while (this.#peek() !== '}') {
      const name = this.#rawString()
      this.#peek()
      this.#step()
      member(name)
      if (this.#peek() === ',') this.#step()
    }
    this.#step()
  }

  #dict(floats: FloatPaths | undefined): string {
    const members = new Map<string, string>()
    this.object((name) => {
      const inner = floats?.all === true ? floats : floats?.members.get(name)
      members.set(name, this.value(inner, false))
    })
    const texts = Array.from(members, ([name, value]) => `${pythonString(name)}: ${value}`)
    return `{${texts.join(', ')}}`
  }

  #list(floats: FloatPaths | undefined): string {
    const items: string[] = []
    this.#step()
    while (this.#peek() !== ']') {
      items.push(this.value(floats, false))
      if (this.#peek() === ',') this.#step()
    }
    this.#step()
    return `[${items.join(', ')}]`
  }

  #string(isTop: boolean): string {
    const value = this.#rawString()
    if (!isTop) return pythonString(value)
    if (LONE_SURROGATE.test(value)) {
      throw new SynapseError('InvalidBody', 'a string of the body has half a character')
    }
    return value
  }

  #rawString(): string {
    this.#peek()
    const start = this.#at
    const end = endOfString(this.#text, start)
    this.#at = end + 1
    const inner = this.#text.slice(start + 1, end)
    return inner.includes('\\') ? String(JSON.parse(`"${inner}"`)) : inner
  }

  #number(isFloat: boolean): string {
    NUMBER.lastIndex = this.#at
    const [lexeme] = NUMBER.exec(this.#text) ?? []
    if (lexeme === undefined) throw new SynapseError('InvalidBody', 'the body is not JSON')
    this.#at += lexeme.length
    if (isFloat || /[.eE]/.test(lexeme)) return pythonFloat(Number(lexeme))
    if (lexeme.length > MAX_INTEGER_DIGITS) {
      throw new SynapseError('InvalidBody', `an integer has over ${MAX_INTEGER_DIGITS} digits`)
    }
    return lexeme === '-0' ? '0' : lexeme
  }

  #word(json: string, python: string): string {
    this.#at += json.length
    return python
  }

  #step(): void {
    this.#at += 1
  }

  /** The next character that is no white space; an error at the end keeps every loop finite. */
  #peek(): string {
    while (this.#text.charCodeAt(this.#at) <= 0x20) this.#at += 1
    const next = this.#text[this.#at]
    if (next === undefined) throw new SynapseError('InvalidBody', 'the body is not JSON')
    return next
  }
}
