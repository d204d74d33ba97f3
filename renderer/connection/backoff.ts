const FIRST_MS = 250
const CAP_MS = 2_000

/** Doubles from a quarter of a second to two; half of it is jitter, so that many walls do not knock at once. */
export function reconnectDelayMs(failures: number, random: number): number {
  const fullMs = Math.min(CAP_MS, FIRST_MS * 2 ** Math.min(failures, 10))
  return fullMs / 2 + (fullMs / 2) * random
}
