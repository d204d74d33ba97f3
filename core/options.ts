import type { Clock } from '../domain/clock.ts'
import type { Display } from '../domain/view/display.ts'
import type { Logger } from './log.ts'
import type { TlsOptions } from './watch/tls-files.ts'
import type { WatchTiming } from './watch/timing.ts'

export interface CoreOptions {
  /** HOST:PORT of the gateway to follow. */
  readonly gateway: string
  /** Where the cache lives; made if it is not there. */
  readonly dataDir: string
  readonly display: Display
  readonly clock: Clock
  readonly log: Logger
  /** The store's worker as this host can load it: source in Node, bundled in the desktop app. */
  readonly storeWorker: URL
  /** With it, the link is encrypted and both sides show certificates; without, it is plain. */
  readonly tls?: TlsOptions
  /** Who acts at this wall, as the gateway writes it down. `wall` if nobody is named. */
  readonly actor?: string
  /** What displays there are and what they show; without it, one display as `display` says. */
  readonly layoutFile?: string | undefined
  /** Where event packs lie, each a signed file. Those that ship with the wall, if none is named. */
  readonly eventsDir?: string
  /** The public keys of those whose packs this wall takes. Those that ship with the wall, if none is named. */
  readonly eventKeysDir?: string
  readonly timing?: Partial<WatchTiming>
}
