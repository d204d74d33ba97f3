/** How much of what can be counted a run is asked for. */
export interface Counts {
  /** Injected faults, all rows and random sequences together. */
  readonly faults: number
  /** Changes that pass log, watch and cache while the validators look on. */
  readonly changes: number
  /** Kills without a warning, half of them of the gateway and half of walls. */
  readonly kills: number
  /** Malformed frames. */
  readonly frames: number
  /** Walls that come back together. */
  readonly walls: number
  /** Random sequences, at least. */
  readonly sequences: number
}

/** What `npm test` has time for. */
export const TEST_COUNTS: Counts = {
  faults: 0,
  changes: 100_000,
  kills: 200,
  frames: 1_000_000,
  walls: 50,
  sequences: 200,
}

/** What `npm run test:faults` does unless it is told otherwise. */
export const LONG_COUNTS: Counts = {
  faults: 10_000,
  changes: 10_000_000,
  kills: 1_000,
  frames: 1_000_000,
  walls: 50,
  sequences: 500,
}
