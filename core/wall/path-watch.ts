import type { Clock } from '../../domain/clock.ts'
import type { ResourceChange } from '../../domain/model/resource.ts'
import { coded } from '../../domain/view/coded-sentence.ts'
import { PROOF_EVERY_MS, type PathProof } from '../../domain/view/truth.ts'
import type { ServerClock } from '../watch/server-clock.ts'
import type { Notices } from './notices.ts'

/** Real time within which a broken stage is said. */
const PATIENCE_MS = 15_000

/** For how long a gateway's log may take no write; it makes it write every five seconds. */
const UNWRITTEN_MS = 8_000

/** Which stage is broken. */
const SENTENCES = {
  'gateway-not-writing': 'Gateway cannot store: the link is live, and its log takes nothing new.',
  'proof-not-stored': 'Not stored: a proof of life has reached this wall and is still not on its disk.',
  'proof-not-come': 'Gateway silent: the link is live, and no proof of life has come for more than a minute.',
} as const

type Stage = keyof typeof SENTENCES

interface PathWatchParts {
  readonly clock: Clock
  readonly serverClock: ServerClock
  readonly notices: Notices
  readonly isLive: () => boolean
}

/**
 * Follows the gateway's proof of life through this wall: received, then on disk. The gateway makes one every
 * minute of real time, however fast its own time runs; one that stays out although the link looks live is
 * said with the stage at which it stopped, until the next one has come through. A gateway whose own log takes
 * nothing says so itself, long before the next proof would be missed.
 */
export class PathWatch {
  readonly #parts: PathWatchParts
  #received: { readonly emittedMs: number; readonly atMs: number } | undefined
  #proof: PathProof | undefined
  #storedAtMs = 0
  #liveSinceMs: number | undefined
  #isGatewayWriting = true
  #saidStage: Stage | undefined

  constructor(parts: PathWatchParts) {
    this.#parts = parts
  }

  /** The last one that came the whole way, in this run. */
  get proof(): PathProof | undefined {
    return this.#proof
  }

  /** Real time since it was made; -1 while there is none. */
  get ageMs(): number {
    const { serverClock } = this.#parts
    if (this.#proof === undefined) return -1
    return Math.max(0, serverClock.nowMs() - this.#proof.emittedMs) / serverClock.rate
  }

  /** These are about to be written. */
  received(changes: readonly ResourceChange[]): void {
    const emittedMs = newestProofMs(changes)
    if (emittedMs === undefined || emittedMs === this.#received?.emittedMs) return
    this.#received = { emittedMs, atMs: this.#parts.clock.monotonicMs() }
  }

  /** These are on disk. */
  stored(changes: readonly ResourceChange[]): void {
    const { clock, serverClock, notices } = this.#parts
    const emittedMs = newestProofMs(changes)
    if (emittedMs === undefined || emittedMs === this.#proof?.emittedMs) return
    this.#proof = { emittedMs, storedMs: serverClock.nowMs() }
    this.#storedAtMs = clock.monotonicMs()
    notices.withdraw('path-unproven')
  }

  /** By the gateway's last word, how long its log has taken nothing; `undefined`: it does not say. */
  gatewayUnwritten(unwrittenMs: number | undefined): void {
    this.#isGatewayWriting = unwrittenMs === undefined || unwrittenMs <= UNWRITTEN_MS
  }

  /** Once a second. */
  tick(): void {
    const { clock, serverClock, notices, isLive } = this.#parts
    const nowMs = clock.monotonicMs()
    if (!isLive()) this.#liveSinceMs = undefined
    else this.#liveSinceMs ??= nowMs
    const stage = this.#brokenStage(nowMs)
    if (stage === this.#saidStage && notices.has('path-unproven')) return
    // Any other stage is healed by the next proof alone, which comes through all of them.
    if (stage === undefined && this.#saidStage !== 'gateway-not-writing') return
    this.#saidStage = stage
    if (stage === undefined) return notices.withdraw('path-unproven')
    notices.raise('path-unproven', serverClock.nowMs(), SENTENCES[stage], { coded: coded(stage, {}) })
  }

  #brokenStage(nowMs: number): Stage | undefined {
    if (!this.#isGatewayWriting && this.#liveSinceMs !== undefined) return 'gateway-not-writing'
    const received = this.#received
    if (received === undefined) return undefined
    if (received.emittedMs !== this.#proof?.emittedMs) {
      if (nowMs - received.atMs <= PATIENCE_MS) return undefined
      return 'proof-not-stored'
    }
    if (this.#liveSinceMs === undefined) return undefined
    const waitedMs = nowMs - Math.max(this.#storedAtMs, this.#liveSinceMs)
    if (waitedMs <= PROOF_EVERY_MS + PATIENCE_MS) return undefined
    return 'proof-not-come'
  }
}

/** When the last proof among these was made, by the gateway's time. */
function newestProofMs(changes: readonly ResourceChange[]): number | undefined {
  const proof = changes.findLast((change) => change.kind === 'case' && change.value?.synthetic === true)
  return proof?.kind === 'case' ? proof.value?.facts.at(-1)?.atMs : undefined
}
