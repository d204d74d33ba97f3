import type { History, Truth, Violation } from './history.ts'

/** No step ends inside a group of changes that belong together: a ledger never stands on half of one. */
export function atomic(history: History, truth: Truth): readonly Violation[] {
  const found: Violation[] = []
  for (const [at, { generation, revision }] of history.entries()) {
    if (revision === 0 || truth.endsGroup(generation, revision)) continue
    found.push({ guarantee: 'Atomic', at, sentence: `stands inside the group of revision ${revision}` })
  }
  return found
}
