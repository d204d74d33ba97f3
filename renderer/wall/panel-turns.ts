import { nextTick } from 'vue'
import type { Clock } from '../../domain/clock.ts'
import type { HandFirst } from './hand-first.ts'

/** What fits into a picture beside its painting. */
const TASK_MS = 8

/** Brings one panel to the second at hand. */
type Turn = () => void

/**
 * The second reaches the panels one after the other. Where all of them are quick it is one task and one picture;
 * where one has much to do the others follow in tasks of their own, so that a key waits for one slow panel at most.
 * Every panel has its turn, in order, and before the next second at the latest.
 */
export class PanelTurns {
  readonly #clock: Clock
  readonly #hand: HandFirst
  readonly #turns = new Set<Turn>()
  readonly #waiting = new Set<Turn>()
  #isUnderWay = false

  constructor(clock: Clock, hand: HandFirst) {
    this.#clock = clock
    this.#hand = hand
  }

  /** Returns the end of it. */
  add(turn: Turn): () => void {
    this.#turns.add(turn)
    return () => {
      this.#turns.delete(turn)
      this.#waiting.delete(turn)
    }
  }

  inTurn(): void {
    // Who has not had the second before has both at once.
    for (const turn of this.#waiting) turn()
    for (const turn of this.#turns) this.#waiting.add(turn)
    if (!this.#isUnderWay) void this.#goThrough()
  }

  /** All in one picture. */
  atOnce(): void {
    this.#waiting.clear()
    for (const turn of this.#turns) turn()
  }

  async #goThrough(): Promise<void> {
    this.#isUnderWay = true
    let startMs = this.#clock.monotonicMs()
    for (const turn of this.#waiting) {
      if (this.#clock.monotonicMs() - startMs > TASK_MS) {
        await this.#nextTask()
        startMs = this.#clock.monotonicMs()
        // It had its turn meanwhile, with all the others.
        if (!this.#waiting.has(turn)) continue
      }
      this.#waiting.delete(turn)
      turn()
      // A panel that cannot be drawn is told of where panels are; the others have their second all the same.
      await nextTick().catch(() => {})
    }
    this.#isUnderWay = false
  }

  #nextTask(): Promise<void> {
    return new Promise((resolve) => this.#clock.setTimer(0, () => this.#hand.run(resolve)))
  }
}
