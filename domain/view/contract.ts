import type { Act } from '../model/act.ts'
import type { CodedSentence } from './coded-sentence.ts'
import type { Delta } from './delta.ts'
import type { Display } from './display.ts'
import type { Link, Notice, ServerTime } from './link.ts'
import type { Identity } from './identity.ts'
import type { Answer, Asker, Request, ViewReport } from './request.ts'
import type { PathProof } from './truth.ts'

export const PROTOCOL = 2

/**
 * What a view says. `actId` is made by the view, once per act of a person: sent again it is the same act. The
 * first message is `attach`; every numbered message is answered by `ack`
 * once painted.
 */
export type ViewMessage =
  | ({ readonly type: 'attach'; readonly protocol: number } & Asker)
  | { readonly type: 'ack'; readonly seq: number }
  | { readonly type: 'act'; readonly actId: string; readonly caseId: string; readonly act: Act }
  | { readonly type: 'ask'; readonly askId: string; readonly request: Request }
  | { readonly type: 'report'; readonly report: ViewReport }

/**
 * What the core says. `world` replaces everything a view holds in one step (I3); `delta` changes it.
 * A view gets the next message only after it acknowledged the last one, and one at least every second:
 * a view that hears nothing for three seconds has lost its core, and says so.
 */
export type HostMessage =
  | (Envelope & { readonly type: 'world'; readonly display: Display })
  | (Envelope & { readonly type: 'delta' })
  | { readonly type: 'refused'; readonly reason: string; readonly coded?: CodedSentence }
  | { readonly type: 'answer'; readonly askId: string; readonly answer: Answer }

interface Envelope {
  readonly seq: number
  readonly delta: Delta
  readonly link: Link
  readonly notices: readonly Notice[]
  readonly time: ServerTime
  /** Absent until the first proof of life has come the whole way. */
  readonly proof?: PathProof
  /** Visitors are in the room: people and plates are masked in everything that is sent. */
  readonly visitors: boolean
  /** Whom the gateway takes this wall for; absent until it has said so. */
  readonly identity?: Identity
}
