import type { History, Violation } from './history.ts'

/** Who goes on from a revision gets the very next one first: no gap over a lost connection or a restart. */
export function resumable(history: History): readonly Violation[] {
  const found: Violation[] = []
  let from = 0
  for (const [at, entry] of history.entries()) {
    const say = (sentence: string) => found.push({ guarantee: 'Resumable', at, sentence })
    if (entry.type === 'resume' && at > 0 && entry.revision !== from) {
      say(`goes on from ${entry.revision}, and stood at ${from}`)
    }
    if (entry.type === 'changes' && !entry.conflated) {
      const first = entry.changes[0]?.revision
      if (first !== undefined && first !== from + 1) say(`goes on with ${first} after ${from}`)
      if (first === undefined && entry.revision !== from) say(`skips from ${from} to ${entry.revision}`)
    }
    from = entry.revision
  }
  return found
}
