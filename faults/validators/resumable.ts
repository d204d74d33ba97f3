import type { Step } from './history.ts'

/** Who goes on from a revision gets the very next one first: no gap over a lost connection or a restart. */
export function resumable(): Step {
  let from = 0
  let isFirst = true
  return (entry) => {
    const found: string[] = []
    if (entry.type === 'resume' && !isFirst && entry.revision !== from) {
      found.push(`goes on from ${entry.revision}, and stood at ${from}`)
    }
    if (entry.type === 'changes' && !entry.conflated) {
      const first = entry.changes[0]?.revision
      if (first !== undefined && first !== from + 1) found.push(`goes on with ${first} after ${from}`)
      if (first === undefined && entry.revision !== from)
        found.push(`skips from ${from} to ${entry.revision}`)
    }
    from = entry.revision
    isFirst = false
    return found
  }
}
