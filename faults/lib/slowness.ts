import { availableParallelism, loadavg } from 'node:os'

const MOST = 8

/**
 * How many times slower than alone a program is here, about: what waits for each core. Times that only keep the
 * tests short are stretched by it; a wall that gives a gateway 0.5 s to speak is never live where both of them
 * wait a second for their turn. No promise is measured against it.
 */
export const SLOWNESS = Math.min(MOST, Math.max(1, (loadavg()[0] ?? 1) / availableParallelism()))
