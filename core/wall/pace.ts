import type { Cancel, Clock } from '../../domain/clock.ts'
import type { Delta } from '../../domain/view/delta.ts'

/** More than this at one acknowledgement is a storm: some thousands of changes a second. */
const STORM_COUNT = 300
/** Five pictures a second are more than an eye follows in a list; each costs a page the same, however little is new. */
const REST_MS = 200
const HAND_MADE = ['act', 'display', 'event', 'layout'] as const

/**
 * The rest of one view between two pictures of a storm, in which the next one gathers more. Nobody who acted waits
 * for it: what answers a hand ends the rest, or leaves the next one out.
 */
export class Pace {
  readonly #clock: Clock
  readonly #onRested: () => void
  #cancel: Cancel | undefined
  #isUrgent = false

  constructor(clock: Clock, onRested: () => void) {
    this.#clock = clock
    this.#onRested = onRested
  }

  get isResting(): boolean {
    return this.#cancel !== undefined
  }

  /** The view could take the next picture, in which so many entries are new. */
  consider(pendingCount: number): void {
    if (this.#isUrgent || pendingCount <= STORM_COUNT) return
    this.#cancel ??= this.#clock.setTimer(REST_MS, () => {
      this.reset()
      this.#onRested()
    })
  }

  /** This is pending from now on. */
  heard(delta: Delta): void {
    if (answersHand(delta)) this.hurry()
  }

  /** Somebody waits for what comes next. */
  hurry(): void {
    this.reset()
    this.#isUrgent = true
  }

  /** A picture goes out, or none will any more. */
  reset(): void {
    this.#cancel?.()
    this.#cancel = undefined
    this.#isUrgent = false
  }
}

/** Acts and scenes follow a person's hand whenever they change; of an alarm only its desk knows that it does. */
function answersHand({ upserts, removes }: Delta): boolean {
  return HAND_MADE.some((name) => upserts[name] !== undefined || removes[name] !== undefined)
}
