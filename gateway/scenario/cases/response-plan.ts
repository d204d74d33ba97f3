import type { Random } from '../engine/random.ts'
import { SECOND_MS } from '../engine/time.ts'

/** How the response to one dispatch will go, in milliseconds from the dispatch. */
export interface ResponsePlan {
  readonly ackMs: number
  readonly goMs: number
  readonly arriveMs: number
  readonly handleMs: number
}

export interface ResponseShares {
  readonly arrivesInTime: number
  readonly handledInTime: number
}

/** About 93 of 100 arrive in five minutes and 90 of 100 are handled in ten, unless the way is too long. */
export const USUAL: ResponseShares = { arrivesInTime: 0.95, handledInTime: 0.925 }

export function planResponse(random: Random, shares: ResponseShares, leastTravelMs: number): ResponsePlan {
  const ackMs = random.integer(5, 40) * SECOND_MS
  const goMs = ackMs + random.integer(5, 25) * SECOND_MS
  const arriveS = random.chance(shares.arrivesInTime)
    ? random.triangular(85, 190, 298)
    : random.triangular(303, 330, 480)
  const arriveMs = Math.round(Math.max(arriveS * SECOND_MS, goMs + leastTravelMs))
  const handleS = random.chance(shares.handledInTime)
    ? random.triangular(240, 440, 597)
    : random.triangular(603, 640, 900)
  const handleMs = Math.round(Math.max(handleS * SECOND_MS, arriveMs + random.integer(60, 150) * SECOND_MS))
  return { ackMs, goMs, arriveMs, handleMs }
}
