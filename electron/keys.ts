import type { Input } from 'electron'

type Key = Pick<Input, 'key' | 'control' | 'alt' | 'meta' | 'shift'>

/** What the hands of a person who writes a note do without thinking. */
const EDITING = new Set([
  ...['a', 'c', 'v', 'x', 'y', 'z', 'enter', 'backspace', 'delete'],
  ...['home', 'end', 'arrowleft', 'arrowright'],
])
/** Keys that are called by their names. All other named ones are of keyboards with buttons for a browser. */
const NAMED = new Set([
  ...['enter', 'tab', 'escape', 'backspace', 'delete', 'insert', 'home', 'end', 'pageup', 'pagedown'],
  ...['arrowleft', 'arrowright', 'arrowup', 'arrowdown', 'shift', 'control', 'alt', 'altgraph', 'meta'],
  ...['capslock', 'numlock', 'scrolllock', 'dead', 'process', 'compose', 'unidentified'],
])

/** Ctrl+Shift+Q, the one way out at the keyboard. */
export function isQuitKey({ key, control, shift }: Key): boolean {
  return control && shift && key.toLowerCase() === 'q'
}

/**
 * Whether a key reaches the page: what writes, what moves, and the chords of editing. No function key and no other
 * chord does, so that none which Chromium or a later Electron gives a meaning opens anything.
 */
export function isPageKey({ key, control, alt, meta, shift }: Key): boolean {
  const name = key.toLowerCase()
  const isNamed = [...key].length > 1
  if (isNamed && !NAMED.has(name)) return false
  if (['control', 'alt', 'altgraph', 'meta', 'shift'].includes(name)) return true
  if (alt || meta) return false
  return !control || (EDITING.has(name) && !(shift && name === 'c'))
}
