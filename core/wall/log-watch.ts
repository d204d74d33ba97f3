import { coded } from '../../domain/view/coded-sentence.ts'
import type { Logger } from '../log.ts'
import type { CoreOptions } from '../options.ts'
import type { Store } from '../store/store.ts'
import { LOG_HELD_BYTES, LOG_LIMIT_BYTES } from '../store/write-ahead-log.ts'
import type { ServerClock } from '../watch/server-clock.ts'
import type { Notices } from './notices.ts'

const MEBIBYTE = 2 ** 20

interface LogWatchParts {
  readonly store: Store
  readonly notices: Notices
  readonly serverClock: ServerClock
  readonly options: CoreOptions
}

/** Says when a reader keeps the cache's log from being cut back, and when it has gone. */
export class LogWatch {
  readonly #parts: LogWatchParts
  readonly #log: Logger

  constructor(parts: LogWatchParts) {
    this.#parts = parts
    this.#log = parts.options.log
  }

  /** Never rejects: a store that does not answer is told by whoever needs its answer. */
  async look(): Promise<void> {
    const { store, notices, serverClock } = this.#parts
    const info = await store.call('info', {}).catch(() => undefined)
    if (info === undefined) return
    const isSaid = notices.has('cache-log-held')
    if (!isSaid && info.logBytes > LOG_HELD_BYTES) {
      const size = `${Math.round(info.logBytes / MEBIBYTE)} MB`
      const detail = `Another program reads ${info.path} and does not leave: its log has ${size}. Close that program.`
      this.#log.warn(detail)
      notices.raise('cache-log-held', serverClock.nowMs(), detail, {
        coded: coded('cache-held', { path: info.path, size }),
      })
    }
    if (isSaid && info.logBytes <= LOG_LIMIT_BYTES) {
      notices.withdraw('cache-log-held')
      this.#log.info('the log of the cache is short again')
    }
  }
}
