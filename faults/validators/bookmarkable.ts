import type { History, Truth, Violation } from './history.ts'

/**
 * A bookmark tells the truth: it stands where the changes before it have led, nothing at or before it comes
 * later, and its digest is that of the gateway's state there.
 */
export function bookmarkable(history: History, truth: Truth): readonly Violation[] {
  const found: Violation[] = []
  let told = 0
  let marked = 0
  for (const [at, entry] of history.entries()) {
    const say = (sentence: string) => found.push({ guarantee: 'Bookmarkable', at, sentence })
    if (entry.type === 'list') [told, marked] = [entry.revision, 0]
    if (entry.type === 'resume') told = entry.revision
    if (entry.type === 'changes') {
      const late = entry.changes.find(({ revision }) => revision <= marked)
      if (late !== undefined && !entry.conflated)
        say(`${late.revision} comes after the bookmark of ${marked}`)
      told = entry.revision
    }
    if (entry.type !== 'bookmark') continue
    marked = entry.revision
    if (entry.revision !== told) say(`vouches for ${entry.revision}, and was told up to ${told}`)
    const digest = truth.digestAt(entry.generation, entry.revision)
    if (digest !== undefined && digest !== entry.digest) say(`has digest ${entry.digest}, not ${digest}`)
  }
  return found
}
