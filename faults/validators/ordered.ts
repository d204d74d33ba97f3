import type { History, Violation } from './history.ts'

/** Positions never go back, but by a list of a later generation; revisions inside one step ascend. */
export function ordered(history: History): readonly Violation[] {
  const found: Violation[] = []
  let generation = 0
  let revision = 0
  for (const [at, entry] of history.entries()) {
    const newer = entry.generation > generation
    const back = entry.generation < generation || (!newer && entry.revision < revision)
    if (back) found.push(violation(at, `goes back from ${generation}/${revision}`))
    if (newer && entry.type !== 'list' && !(entry.type === 'changes' && entry.conflated) && at > 0) {
      found.push(violation(at, `enters generation ${entry.generation} without a list`))
    }
    ;({ generation, revision } = entry)
    if (entry.type !== 'changes' || entry.conflated) continue
    const revisions = entry.changes.map((change) => change.revision)
    if (revisions.some((one, index) => index > 0 && one <= (revisions[index - 1] ?? 0))) {
      found.push(violation(at, `holds revisions ${revisions.join(', ')}`))
    }
  }
  return found
}

function violation(at: number, sentence: string): Violation {
  return { guarantee: 'Ordered', at, sentence }
}
