/** The value that so many of them do not exceed; NaN of none. */
export function quantileOf(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** p50 and p95, as they are printed. */
export function quantilesInWords(valuesMs: readonly number[]): string {
  return `p50 ${Math.round(quantileOf(valuesMs, 0.5))} ms, p95 ${Math.round(quantileOf(valuesMs, 0.95))} ms`
}
