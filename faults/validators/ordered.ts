import type { Step } from './history.ts'

/** Positions never go back, but by a list of a later generation; revisions inside one step ascend. */
export function ordered(): Step {
  let generation = 0
  let revision = 0
  let isFirst = true
  return (entry) => {
    const found: string[] = []
    const newer = entry.generation > generation
    const back = entry.generation < generation || (!newer && entry.revision < revision)
    if (back) found.push(`goes back from ${generation}/${revision}`)
    if (newer && entry.type !== 'list' && !(entry.type === 'changes' && entry.conflated) && !isFirst) {
      found.push(`enters generation ${entry.generation} without a list`)
    }
    ;({ generation, revision } = entry)
    isFirst = false
    if (entry.type !== 'changes' || entry.conflated) return found
    let before = 0
    for (const change of entry.changes) {
      if (change.revision <= before) found.push(`holds revision ${change.revision} after ${before}`)
      before = change.revision
    }
    return found
  }
}
