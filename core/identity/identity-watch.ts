import type { Clock } from '../../domain/clock.ts'
import type { Identity } from '../../domain/view/identity.ts'
import type { WhoAmIResponse } from '../../proto/gen/wall/v1/command.ts'
import type { Logger } from '../log.ts'
import { Backoff } from '../watch/backoff.ts'
import type { WatchTiming } from '../watch/timing.ts'
import { CallEnded, type IdentityCalls } from './grpc-identity.ts'

/** The next connection asks anew; until then a gateway that watches but does not answer this is left alone. */
const TRIES = 5

interface IdentityWatchOptions {
  readonly clock: Clock
  readonly timing: WatchTiming
  readonly log: Logger
  readonly calls: IdentityCalls
}

/**
 * Whom the gateway takes this wall for. It is asked after every connection: the gateway ends a stream when what
 * its wall may see or do has changed. While the link is down the last answer stays, because acts are still taken
 * in; a gateway that knows this wall no longer takes it away.
 */
export class IdentityWatch {
  readonly #options: IdentityWatchOptions
  #identity: Identity | undefined
  #asking = 0
  #stopped = false
  #running: Promise<void> | undefined
  #wakeUp: () => void = () => {}

  constructor(options: IdentityWatchOptions) {
    this.#options = options
  }

  /** `undefined` until the gateway has said so, and when it does not know this wall. */
  identity(): Identity | undefined {
    return this.#identity
  }

  /** There is a new connection. */
  ask(): void {
    if (this.#stopped) return
    const asking = ++this.#asking
    this.#wakeUp()
    this.#running = (this.#running ?? Promise.resolve()).then(() => this.#run(asking))
  }

  async stop(): Promise<void> {
    this.#stopped = true
    this.#asking++
    this.#wakeUp()
    this.#options.calls.close()
    await this.#running
  }

  async #run(asking: number): Promise<void> {
    const { calls, timing, log } = this.#options
    const backoff = new Backoff(timing)
    for (let count = 0; count < TRIES && asking === this.#asking; count++) {
      try {
        const answer = await calls.whoAmI()
        if (asking === this.#asking) this.#hold(identityOf(answer))
        return
      } catch (error) {
        if (asking !== this.#asking) return
        const reason = error instanceof Error ? error.message : String(error)
        log.warn({ reason }, 'the gateway did not say whom it takes this wall for')
        if (error instanceof CallEnded && error.isFinal) return this.#hold(undefined)
        await this.#sleep(backoff.nextDelayMs())
      }
    }
  }

  #hold(identity: Identity | undefined): void {
    this.#identity = identity
    if (identity === undefined) return
    const { name, role, authenticated, districts } = identity
    this.#options.log.info({ name, role, authenticated, districts }, 'the gateway knows this wall')
  }

  #sleep(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#options.clock.setTimer(delayMs, resolve)
      this.#wakeUp = () => {
        cancel()
        resolve()
      }
    })
  }
}

function identityOf({ name, role, authenticated, districts, acts, mayReveal }: WhoAmIResponse): Identity {
  return { name, role, authenticated, districts, acts, mayReveal }
}
