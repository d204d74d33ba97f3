/** The glass and the people before it: what text sizes are derived from. */
export interface Display {
  readonly name: string
  readonly widthMm: number
  /** The farthest person who must read it. */
  readonly distanceMm: number
}
