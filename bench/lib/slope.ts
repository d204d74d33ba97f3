export interface Slope {
  readonly perHour: number
  /** Two standard errors; infinite while there are too few points to say. */
  readonly errorPerHour: number
}

/** The straight line of least squares through [hour, value]. */
export function slopePerHour(points: readonly (readonly [hour: number, value: number])[]): Slope {
  const count = points.length
  const mean = (of: (point: readonly [number, number]) => number): number =>
    points.reduce((sum, point) => sum + of(point), 0) / Math.max(1, count)
  const [hour0, value0] = [mean(([hour]) => hour), mean(([, value]) => value)]
  const spread = points.reduce((sum, [hour]) => sum + (hour - hour0) ** 2, 0)
  if (count < 2 || spread === 0) return { perHour: 0, errorPerHour: Infinity }
  const perHour = points.reduce((sum, [hour, value]) => sum + (hour - hour0) * (value - value0), 0) / spread
  if (count < 3) return { perHour, errorPerHour: Infinity }
  const rest = points.reduce(
    (sum, [hour, value]) => sum + (value - value0 - perHour * (hour - hour0)) ** 2,
    0,
  )
  return { perHour, errorPerHour: 2 * Math.sqrt(rest / (count - 2) / spread) }
}
