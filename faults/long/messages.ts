import type { Counts } from '../lib/counts.ts'
import type { Tally } from '../lib/trial.ts'

/** What a worker is told to do: one row, or random sequences from a seed on until it is told that it is enough. */
export type Order =
  | { readonly type: 'row'; readonly index: number; readonly setting: Setting }
  | { readonly type: 'random'; readonly setting: Setting }
  | { readonly type: 'enough' }

export interface Setting {
  readonly seed: number
  /** The product's own times and many repetitions. */
  readonly long: boolean
  readonly counts: Counts
  /** Milliseconds since 1970: counts end there, whatever they have come to. */
  readonly untilMs: number
}

/** What a worker has to say. */
export type Report =
  | { readonly type: 'reached'; readonly text: string; readonly tally: Tally }
  | { readonly type: 'row'; readonly outcome: Outcome }
  | { readonly type: 'sequence'; readonly outcome: Outcome }
  /** It has nothing to do any more. */
  | { readonly type: 'free' }

export interface Outcome {
  readonly id: string
  readonly sentence: string
  readonly verdict: 'ok' | 'known' | 'failed'
  readonly tally: Tally
  readonly measured: readonly string[]
  readonly seconds: number
  readonly seed: number
  /** Why it did not hold, and where its history lies. */
  readonly failure?: string
  readonly history?: string
}
