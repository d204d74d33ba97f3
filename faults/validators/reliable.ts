import type { Change, History, Truth, Violation } from './history.ts'
import { Replay } from './replay.ts'

/**
 * Nothing is missing and nothing was made up: after every step the ledger holds exactly what the gateway's
 * log held at that revision, and a step that may leave nothing out names every change of its interval.
 */
export function reliable(history: History, truth: Truth): readonly Violation[] {
  const found: Violation[] = []
  const replay = new Replay()
  let before = 0
  for (const [at, entry] of history.entries()) {
    const say = (sentence: string) => found.push({ guarantee: 'Reliable', at, sentence })
    if (entry.type === 'list') replay.clear()
    if (entry.type === 'list' || entry.type === 'changes') {
      for (const change of entry.changes) replay.take(change)
      const digest = truth.digestAt(entry.generation, entry.revision)
      if (digest !== undefined && digest !== replay.digest()) say(`is not the state of ${entry.revision}`)
    }
    if (entry.type === 'changes' && !entry.conflated) {
      const due = truth.changes(entry.generation, before, entry.revision)
      const missing = due.filter((one) => !entry.changes.some((told) => isSame(told, one)))
      if (missing.length > 0) say(`does not tell ${missing.map((one) => one.revision).join(', ')}`)
      if (entry.changes.length > due.length) say('tells more than there was')
    }
    before = entry.revision
  }
  return found
}

function isSame(a: Change, b: Change): boolean {
  return a.revision === b.revision && a.key === b.key && a.removed === b.removed
}
