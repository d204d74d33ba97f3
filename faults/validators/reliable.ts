import type { Change, Step, Truth } from './history.ts'
import { Replay } from './replay.ts'

/**
 * Nothing is missing and nothing was made up: after every step the ledger holds exactly what the gateway's
 * log held at that revision, and a step that may leave nothing out names every change of its interval.
 */
export function reliable(truth: Truth): Step {
  const replay = new Replay()
  let before = 0
  return (entry) => {
    const found: string[] = []
    if (entry.type === 'list') replay.clear()
    if (entry.type === 'list' || entry.type === 'changes') {
      for (const change of entry.changes) replay.take(change)
      const digest = truth.digestAt(entry.generation, entry.revision)
      if (digest !== undefined && digest !== replay.digest())
        found.push(`is not the state of ${entry.revision}`)
    }
    if (entry.type === 'changes' && !entry.conflated) {
      found.push(...differences(entry.changes, truth.changes(entry.generation, before, entry.revision)))
    }
    before = entry.revision
    return found
  }
}

function differences(told: readonly Change[], due: readonly Change[]): readonly string[] {
  const found: string[] = []
  const known = new Map(told.map((change) => [change.revision, change]))
  const missing = due.filter((one) => !isSame(known.get(one.revision), one))
  if (missing.length > 0) found.push(`does not tell ${missing.map((one) => one.revision).join(', ')}`)
  if (told.length > due.length) found.push('tells more than there was')
  return found
}

function isSame(a: Change | undefined, b: Change): boolean {
  return a?.revision === b.revision && a.key === b.key && a.removed === b.removed
}
