import { inject, type InjectionKey } from 'vue'
import type { Cancel, Clock } from '../../domain/clock.ts'
import type { Frames } from '../connection/frame.ts'

/** Longest that the first of what is held waits for hands: who holds a key down sees what happens all the same. */
const MOST_WAIT_MS = 250

export const HAND: InjectionKey<HandFirst> = Symbol('hand')
export const TOUCHES = ['keydown', 'pointerdown'] as const

/**
 * Who presses a key waits for its answer; the world can wait for one picture. From a touch until the frame that
 * answers it is on the glass, what is heavy (changes of the world, the map, the turn of the second) is held back,
 * and runs in its order right after, each in a task of its own, so that the next touch waits for one of them at most.
 * After `MOST_WAIT_MS` it all goes, hands or not, and nothing is ever left out.
 */
export class HandFirst {
  readonly #clock: Clock
  readonly #frames: Frames
  #touches = 0
  #answered = 0
  #held: (() => void)[] = []
  #isOverdue = false
  #cancelLimit: Cancel = () => {}
  #cancelNext: Cancel = () => {}

  constructor(clock: Clock, frames: Frames) {
    this.#clock = clock
    this.#frames = frames
  }

  /** A key or a pointer went down. The last of several decides. */
  touched(): void {
    const touch = ++this.#touches
    this.#frames.beforePaint(() => this.#frames.afterPaint(() => this.#answer(touch)))
  }

  /** Now, or once the hand has its answer. */
  run(work: () => void): void {
    if (this.#isFree) return work()
    this.#held.push(work)
    if (this.#held.length > 1) return
    this.#cancelLimit = this.#clock.setTimer(MOST_WAIT_MS, () => {
      this.#isOverdue = true
      this.#release()
    })
  }

  /** Frames for what is heavy: its picture comes one later where a hand waits. */
  get frames(): Frames {
    const frames = this.#frames
    return {
      beforePaint: (callback) =>
        frames.beforePaint(() => {
          if (this.#isFree) callback()
          else this.run(() => frames.beforePaint(callback))
        }),
      afterPaint: (callback) => frames.afterPaint(callback),
      onGlass: (callback) => frames.onGlass(callback),
    }
  }

  #answer(touch: number): void {
    if (touch !== this.#touches) return
    this.#answered = touch
    this.#release()
  }

  get #isFree(): boolean {
    return this.#touches === this.#answered && this.#held.length === 0
  }

  /** The first of what is held, and the rest one by one, unless a hand comes between. */
  #release(): void {
    this.#cancelNext()
    if (this.#touches !== this.#answered && !this.#isOverdue) return
    const work = this.#held.shift()
    if (this.#held.length > 0) this.#cancelNext = this.#clock.setTimer(0, () => this.#release())
    else this.#clear()
    work?.()
  }

  #clear(): void {
    this.#cancelLimit()
    this.#isOverdue = false
  }
}

export function useHand(): HandFirst {
  const hand = inject(HAND)
  if (hand === undefined) throw new Error('A page must be given a HandFirst before it is mounted.')
  return hand
}
