import { coded } from '../../domain/view/coded-sentence.ts'
import type { Identity } from '../../domain/view/identity.ts'
import type { Answer, Request } from '../../domain/view/request.ts'
import type { CoreOptions } from '../options.ts'
import type { Desk } from '../wall/desk.ts'
import type { WatchTiming } from '../watch/timing.ts'
import type { IdentityCalls } from './grpc-identity.ts'
import { IdentityWatch } from './identity-watch.ts'
import { reveal, type RevealAnswer } from './reveal.ts'

const DEFAULT_ACTOR = 'wall'

interface IdentityDeskParts {
  readonly options: CoreOptions
  readonly timing: WatchTiming
  readonly calls: IdentityCalls
  readonly isLive: () => boolean
  /** Visitors are in the room: nothing is shown in full then, whoever asks. */
  readonly hasVisitors: () => boolean
}

/** Whom the gateway takes this wall for, and what it shows to that one only. */
export class IdentityDesk implements Desk {
  readonly #parts: IdentityDeskParts
  readonly #watch: IdentityWatch

  constructor(parts: IdentityDeskParts) {
    const { options, timing, calls } = parts
    this.#parts = parts
    this.#watch = new IdentityWatch({ clock: options.clock, log: options.log, timing, calls })
  }

  identity(): Identity | undefined {
    return this.#watch.identity()
  }

  /** There is a new connection to the gateway. */
  connected(): void {
    this.#watch.ask()
  }

  async start(): Promise<void> {}

  stop(): Promise<void> {
    return this.#watch.stop()
  }

  tick(): void {}

  answer(request: Request): Promise<Answer> | undefined {
    return request.kind === 'reveal' ? this.reveal(request.caseId, request.reason) : undefined
  }

  /** The full texts of a case, as `reveal` says; refused while visitors are in the room. */
  reveal(caseId: string, reason: string): Promise<RevealAnswer> {
    const { calls, isLive, hasVisitors, options } = this.#parts
    if (hasVisitors()) {
      const refusal = 'Visitors are in the room. End the visitor mode first.'
      return Promise.resolve({ accepted: false, refusal, coded: coded('visitors-present', {}) })
    }
    return reveal({ calls, isLive, actor: options.actor ?? DEFAULT_ACTOR }, caseId, reason)
  }
}
