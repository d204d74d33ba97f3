/**
 * A text as a wall has to show it, told apart from how the wall does that: the very same, but that signs which
 * turn the text after them can be seen, that signs without a shape are gone, and that half a pair of surrogates
 * cannot be written in UTF-8.
 */
export function readable(text: string): string {
  const written = Buffer.from(text, 'utf8').toString('utf8')
  return written.replace(/[\u202a-\u202e\u2066-\u2069]/g, '\ufffd').replace(/[\u00ad\u200b\u2060\ufeff]/g, '')
}
