import { pino } from 'pino'
import type { Clock } from '../../domain/clock.ts'
import { createCore, type Core } from '../core.ts'
import type { Health } from '../health.ts'
import { systemClock } from '../system-clock.ts'
import type { TlsOptions } from '../watch/tls-files.ts'
import type { WatchTiming } from '../watch/timing.ts'

export const STORE_WORKER = new URL('../store/store-worker.ts', import.meta.url)

export interface RunningCore {
  readonly core: Core
  /** What it has logged, one text per line. */
  readonly log: readonly string[]
  /** Resolves once its health satisfies the condition. */
  until(condition: (health: Health) => boolean): Promise<Health>
}

interface CoreSetup {
  readonly gateway: string
  readonly dataDir: string
  readonly clock?: Clock
  readonly timing?: Partial<WatchTiming>
  readonly tls?: TlsOptions
  readonly eventsDir?: string
  readonly eventKeysDir?: string
}

/** A core as a host would make it, not yet started. */
export function makeCore({
  gateway,
  dataDir,
  clock = systemClock,
  timing = {},
  tls,
  ...events
}: CoreSetup): RunningCore {
  const log: string[] = []
  const core = createCore({
    gateway,
    dataDir,
    ...(tls === undefined ? {} : { tls }),
    ...events,
    clock,
    display: { name: 'test', widthMm: 1000, distanceMm: 3000 },
    log: pino({ level: 'info' }, { write: (line) => log.push(line) }),
    storeWorker: STORE_WORKER,
    timing: { knockMs: 60, backoffInitialMs: 20, backoffCapMs: 100, ...timing },
  })
  return {
    core,
    log,
    async until(condition) {
      for (;;) {
        const health = await core.health()
        if (condition(health)) return health
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
    },
  }
}
