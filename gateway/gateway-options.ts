import type { Logger } from 'pino'
import type { Clock } from '../domain/clock.ts'
import type { AccessOptions } from './access.ts'
import type { WatchLimits } from './watch/watch-limits.ts'

export interface GatewayOptions extends AccessOptions {
  /** Where the log lives; made where it is missing. */
  readonly dataDir: string
  /** `HOST:PORT`, without TLS on loopback; port 0 takes a free one. */
  readonly listen?: string
  readonly scenario?: string | undefined
  /** The time of its day at which the scenario opens, `HH:MM`; its own where absent. */
  readonly scenarioStart?: string | undefined
  readonly seed?: number
  /** Server seconds per real second. */
  readonly speed?: number
  /** Changes kept before compaction. */
  readonly retain?: number
  /** Appends the synthetic case that proves the way to the glass, every minute. */
  readonly proofOfLife?: boolean
  readonly limits?: Partial<WatchLimits>
  readonly logger?: Logger
  /** The machine's clock. */
  readonly clock?: Clock
}

export interface GatewayStart {
  /** `HOST:PORT`, with the port that was taken. */
  readonly address: string
  readonly port: number
  readonly epoch: string
  readonly revision: number
}
