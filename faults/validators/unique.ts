import type { History, Violation } from './history.ts'

/** No revision is told twice. A list starts anew: what it holds may be told once more by it alone. */
export function unique(history: History): readonly Violation[] {
  const found: Violation[] = []
  let told = new Set<number>()
  for (const [at, entry] of history.entries()) {
    if (entry.type === 'list') told = new Set()
    if (entry.type !== 'list' && entry.type !== 'changes') continue
    if (entry.type === 'changes' && entry.conflated) continue
    for (const { key, revision } of entry.changes) {
      if (told.has(revision)) {
        found.push({ guarantee: 'Unique', at, sentence: `tells revision ${revision} of ${key} again` })
      }
      told.add(revision)
    }
  }
  return found
}
