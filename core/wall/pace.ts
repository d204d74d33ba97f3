import type { Cancel, Clock } from '../../domain/clock.ts'
import type { Delta } from '../../domain/view/delta.ts'

/** More than this at one acknowledgement is a storm: some thousands of changes a second. */
const STORM_COUNT = 300
/** Five pictures a second are more than an eye follows in a list; each costs a page the same, however little is new. */
const REST_MS = 200

/**
 * The rest of one view between two pictures of a storm, in which the next one gathers more. Nobody who acted waits
 * for it: what answers a hand ends the rest, or leaves it out. Sending begins anew.
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
      this.end()
      this.#onRested()
    })
  }

  /** This is pending from now on. */
  heard(delta: Delta): void {
    if (!answersHand(delta)) return
    this.end()
    this.#isUrgent = true
  }

  /** A picture goes out, or none will. */
  end(): void {
    this.#cancel?.()
    this.#cancel = undefined
    this.#isUrgent = false
  }
}

/** What a person at a wall or a seat waits for: their act, their alarm, their scene. */
function answersHand({ upserts }: Delta): boolean {
  const { act, alarm, display, event, layout } = upserts
  if ([act, display, event, layout].some((items) => items !== undefined)) return true
  return alarm?.some(({ state }) => state === 'acknowledged' || state === 'shelved') ?? false
}
