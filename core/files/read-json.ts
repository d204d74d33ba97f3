const SPACE = /[ \t\n\r]*/y
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y
const PLAIN = /[^"\\\u0000-\u001f]*/y
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y

type Wanted = 'value' | 'entry-or-end' | 'name' | 'name-or-end' | 'colon' | 'comma-or-end'

export interface JsonFault {
  /** Both from 1. */
  readonly line: number
  readonly column: number
  /** In the words of the engine, English, without its place. */
  readonly reason: string
}

/** A text that should be JSON: its value, or where it stops being JSON. The engine alone says the place seldom. */
export function readJson(text: string): { readonly value: unknown } | { readonly fault: JsonFault } {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    const before = text.slice(0, jsonEnd(text)).split('\n')
    const reason = said.replace(/(?: in JSON)? at position \d+.*$|, (?:\.{3})?".*is not valid JSON$/s, '')
    return { fault: { line: before.length, column: (before.at(-1) ?? '').length + 1, reason } }
  }
}

/** How far a text can be read as JSON, in characters: to its length where it is whole, or only ends too early. */
export function jsonEnd(text: string): number {
  const open: string[] = []
  let wanted: Wanted = 'value'
  let at = 0
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at
    const found = pattern.exec(text)?.[0] ?? ''
    at += found.length
    return found !== ''
  }
  const takeString = (): boolean => {
    at += 1
    do take(PLAIN)
    while (take(ESCAPE))
    if (text[at] !== '"') return false
    at += 1
    return true
  }
  const close = (): void => {
    open.pop()
    wanted = 'comma-or-end'
    at += 1
  }
  for (;;) {
    take(SPACE)
    const sign = text[at]
    if (sign === undefined) return text.length
    const isEndWanted = wanted === 'entry-or-end' || wanted === 'name-or-end' || wanted === 'comma-or-end'
    if (isEndWanted && sign === open.at(-1)) close()
    else if (wanted === 'colon') {
      if (sign !== ':') return at
      wanted = 'value'
      at += 1
    } else if (wanted === 'comma-or-end') {
      if (sign !== ',' || open.length === 0) return at
      wanted = open.at(-1) === '}' ? 'name' : 'value'
      at += 1
    } else if (wanted === 'name' || wanted === 'name-or-end') {
      if (sign !== '"' || !takeString()) return at
      wanted = 'colon'
    } else if (sign === '{' || sign === '[') {
      open.push(sign === '{' ? '}' : ']')
      wanted = sign === '{' ? 'name-or-end' : 'entry-or-end'
      at += 1
    } else if (sign === '"' ? takeString() : take(SCALAR)) wanted = 'comma-or-end'
    else return at
  }
}
