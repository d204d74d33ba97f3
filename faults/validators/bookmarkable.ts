import type { Step, Truth } from './history.ts'

/**
 * A bookmark tells the truth: it stands where the changes before it have led, nothing at or before it comes
 * later, and its digest is that of the gateway's state there.
 */
export function bookmarkable(truth: Truth): Step {
  let told = 0
  let marked = 0
  return (entry) => {
    const found: string[] = []
    if (entry.type === 'list') [told, marked] = [entry.revision, 0]
    if (entry.type === 'resume') told = entry.revision
    if (entry.type === 'changes') {
      const late = entry.changes.find(({ revision }) => revision <= marked)
      if (late !== undefined && !entry.conflated)
        found.push(`${late.revision} comes after the bookmark of ${marked}`)
      told = entry.revision
    }
    if (entry.type !== 'bookmark') return found
    marked = entry.revision
    if (entry.revision !== told) found.push(`vouches for ${entry.revision}, and was told up to ${told}`)
    const digest = truth.digestAt(entry.generation, entry.revision)
    if (digest !== undefined && digest !== entry.digest)
      found.push(`has digest ${entry.digest}, not ${digest}`)
    return found
  }
}
