/** Counts of one trial, as they are printed. */
export interface Tally {
  injected: number
  seen: number
  violations: number
  changes: number
  kills: number
  reconnects: number
}

export function emptyTally(): Tally {
  return { injected: 0, seen: 0, violations: 0, changes: 0, kills: 0, reconnects: 0 }
}

export function sumOf(tallies: readonly Tally[]): Tally {
  const sum = emptyTally()
  for (const one of tallies) for (const name of Object.keys(sum) as (keyof Tally)[]) sum[name] += one[name]
  return sum
}

export function wordsOf({ injected, seen, violations, changes, kills, reconnects }: Tally): string {
  return (
    `${injected} faults injected, ${seen} seen, ${violations} violations, ` +
    `${changes} changes, ${kills} kills, ${reconnects} reconnects`
  )
}
