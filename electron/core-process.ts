import type { UtilityProcess, WebContents } from 'electron'
import type { AuditEntry, Recorder } from '../core/audit/audit.ts'
import type { Logger } from '../core/log.ts'
import type { Cancel, Clock } from '../domain/clock.ts'
import type { FromCore, ToCore } from './core-messages.ts'
import { RestartPolicy } from './restart-policy.ts'

/** How long the core may take to close its cache when the app quits. */
const DRAIN_LIMIT_MS = 3_000

/** What is refused while no core runs waits for the next one. More than this is in the log alone. */
const MAX_WAITING = 1_000

export interface CoreProcessParts {
  readonly fork: () => UtilityProcess
  /** Hands one end of a new channel to the page and returns the message port for the core. */
  readonly openChannel: (view: WebContents) => Electron.MessagePortMain
  readonly clock: Clock
  readonly log: Logger
}

/**
 * Keeps one core running and every page connected to it. A core that ends is started again within three seconds,
 * and each page then gets a new port in place of the one that died with it; the page shows what it has meanwhile.
 * Main is not in the road of the data: it only hands out the ends of channels.
 */
export class CoreProcess implements Recorder {
  readonly #parts: CoreProcessParts
  readonly #policy: RestartPolicy
  readonly #views = new Set<WebContents>()
  readonly #waiting: AuditEntry[] = []
  #child: UtilityProcess | undefined
  #cancelRestart: Cancel | undefined
  #stopping = false

  constructor(parts: CoreProcessParts) {
    this.#parts = parts
    this.#policy = new RestartPolicy(parts.clock)
  }

  start(): void {
    this.#cancelRestart = undefined
    this.#policy.started()
    const child = this.#parts.fork()
    this.#child = child
    child.on('message', (message: FromCore) => this.#hear(message))
    child.once('exit', (code) => this.#ended(child, code))
    for (const view of this.#views) this.#connect(view, child)
    for (const entry of this.#waiting.splice(0)) this.record(entry)
  }

  /** For the audit, which is the core's. */
  record(entry: AuditEntry): void {
    if (this.#child !== undefined) this.#child.postMessage({ type: 'record', entry } satisfies ToCore)
    else if (this.#waiting.length < MAX_WAITING) this.#waiting.push(entry)
  }

  /** Gives a page its port; a page that asks again, because it was loaded again, gets another one. */
  attach(view: WebContents): void {
    if (!this.#views.has(view)) {
      this.#views.add(view)
      view.once('destroyed', () => this.#views.delete(view))
    }
    if (this.#child !== undefined) this.#connect(view, this.#child)
  }

  /** From now on an end of the core is no fault: whoever stops the app may stop its processes all at once. */
  expectEnd(): void {
    this.#stopping = true
    this.#cancelRestart?.()
  }

  /** Lets the core finish what it is writing. Ends the process if that takes too long. */
  async stop(): Promise<void> {
    this.expectEnd()
    const child = this.#child
    if (child === undefined) return
    await new Promise<void>((resolve) => {
      const cancel = this.#parts.clock.setTimer(DRAIN_LIMIT_MS, () => {
        this.#parts.log.warn(
          'The core took too long to stop and was ended; its cache is as it was last committed.',
        )
        child.kill()
        resolve()
      })
      child.once('exit', () => {
        cancel()
        resolve()
      })
      child.postMessage({ type: 'stop' } satisfies ToCore)
    })
  }

  #connect(view: WebContents, child: UtilityProcess): void {
    if (view.isDestroyed() || view.isCrashed()) return
    child.postMessage({ type: 'view' } satisfies ToCore, [this.#parts.openChannel(view)])
  }

  #hear(message: FromCore): void {
    if (message.type === 'failed') this.#parts.log.error(message.reason)
    else this.#parts.log.info(`The core is ${message.type}.`)
  }

  #ended(child: UtilityProcess, code: number): void {
    if (this.#child !== child) return
    this.#child = undefined
    if (this.#stopping) return
    const delayMs = this.#policy.nextDelayMs()
    this.#parts.log.error(`The core ended with ${code}; it is started again in ${delayMs} ms.`)
    this.#cancelRestart = this.#parts.clock.setTimer(delayMs, () => this.start())
  }
}
