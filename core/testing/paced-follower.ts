import { ManualClock } from '../../domain/manual-clock.ts'
import { Follower } from './follower.ts'

/** Steps shorter than anything that is waited for. */
const STEP_MS = 250

/** A follower with the product's own times, whose clock moves only when a test moves it; its network is real. */
export class PacedFollower extends Follower {
  readonly clock: ManualClock
  /** When it began each of its tries. */
  readonly triedAtMs: readonly number[]

  constructor(gateway: string) {
    const clock = new ManualClock(1_738_886_400_000)
    const triedAtMs: number[] = []
    super(
      gateway,
      {},
      { epoch: '', afterRevision: 0 },
      { clock, onTry: () => triedAtMs.push(clock.monotonicMs()) },
    )
    this.clock = clock
    this.triedAtMs = triedAtMs
  }

  /** Lets the clock run until this many tries have begun; false when they have not within the limit. */
  async runUntilTries(count: number, limitMs: number): Promise<boolean> {
    const endMs = this.clock.monotonicMs() + limitMs
    while (this.triedAtMs.length < count && this.clock.monotonicMs() < endMs) {
      this.clock.advance(STEP_MS)
      await settled()
    }
    return this.triedAtMs.length >= count
  }
}

/** Real time for what the network has to say to the last step. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 4))
}
