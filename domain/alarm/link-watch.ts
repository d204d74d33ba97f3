import { LINK_BACK_AFTER_WORDS, LINK_LOST_AFTER_MS, priorityOf } from './catalogue.ts'
import type { AlarmCondition } from './condition.ts'

/** The link as it is at one look. */
export interface LinkLook {
  readonly nowMs: number
  /** Real time since the last word of the gateway; infinite while there was none in this run. */
  readonly silentMs: number
  /** Real time since this wall began to listen. */
  readonly listeningMs: number
  readonly isLive: boolean
  /** The instant of the last word. */
  readonly asOfMs: number | undefined
  readonly gateway: string
}

/** One alarm for the loss of everything: after 15 s of silence, and until three words came one after the other. */
export class LinkWatch {
  #condition: AlarmCondition | undefined
  #words = 0
  #lastAsOfMs: number | undefined

  look({ nowMs, silentMs, listeningMs, isLive, asOfMs, gateway }: LinkLook): AlarmCondition | undefined {
    if (!isLive) this.#words = 0
    else if (asOfMs !== this.#lastAsOfMs) this.#words++
    this.#lastAsOfMs = asOfMs
    if (this.#condition === undefined) {
      if (Math.min(silentMs, listeningMs) <= LINK_LOST_AFTER_MS) return undefined
      this.#condition = {
        id: 'link',
        kind: 'link-lost',
        priority: priorityOf('link-lost'),
        sinceMs: nowMs,
        subject: gateway,
      }
    } else if (this.#words >= LINK_BACK_AFTER_WORDS) this.#condition = undefined
    return this.#condition
  }
}
