import type { Step } from './history.ts'
import { RevisionSet } from './revision-set.ts'

/** No revision is told twice. A list starts anew: what it holds may be told once more by it alone. */
export function unique(): Step {
  const told = new RevisionSet()
  return (entry) => {
    if (entry.type === 'list') told.clear()
    if (entry.type !== 'list' && entry.type !== 'changes') return []
    if (entry.type === 'changes' && entry.conflated) return []
    return entry.changes
      .filter(({ revision }) => !told.add(revision))
      .map(({ key, revision }) => `tells revision ${revision} of ${key} again`)
  }
}
