import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator'
import { invariant } from '../../../domain/assert.ts'

const STEPS = 2 ** 30

/** Chance from a seed: the same seed and the same order of calls give the same values. */
export class Random {
  readonly #generator: RandomGenerator

  constructor(seed: number) {
    this.#generator = xoroshiro128plus(seed)
  }

  /** Both ends included. */
  integer(from: number, to: number): number {
    return uniformInt(this.#generator, Math.round(from), Math.round(to))
  }

  /** From 0 up to, but not including, 1. */
  share(): number {
    return uniformInt(this.#generator, 0, STEPS - 1) / STEPS
  }

  between(from: number, to: number): number {
    return from + this.share() * (to - from)
  }

  chance(probability: number): boolean {
    return this.share() < probability
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.integer(0, items.length - 1)]
    invariant(item !== undefined, 'a choice needs at least one item')
    return item
  }

  /** An item, each as likely as its weight. */
  weighted<T extends { readonly weight: number }>(items: readonly T[]): T {
    let left = this.share() * items.reduce((sum, item) => sum + item.weight, 0)
    for (const item of items) {
      left -= item.weight
      if (left < 0) return item
    }
    return this.pick(items)
  }

  /** Between `from` and `to`, most often near `mode`. */
  triangular(from: number, mode: number, to: number): number {
    const share = this.share()
    const split = (mode - from) / (to - from)
    if (share < split) return from + Math.sqrt(share * (to - from) * (mode - from))
    return to - Math.sqrt((1 - share) * (to - from) * (to - mode))
  }

  /** The wait until the next of events that come independently, `mean` apart. */
  exponential(mean: number): number {
    return -Math.log(1 - this.share()) * mean
  }
}
