import type { DutyPointItem, RosterItem } from '../view/items.ts'
import type { EventPack, Post } from './event-pack.ts'

/**
 * - `filled`: enough officers signed in inside the cell, and they are there.
 * - `short`: some, not enough. `empty`: none. `auxiliaries-only`: nobody who may enforce.
 * - `away`: all its units are out on a case. `silent`: signed in, and not heard any more.
 * - `unknown`: the platform has no such duty point. `later`, `over`: outside the window of the post.
 */
export type PostState =
  'empty' | 'unknown' | 'auxiliaries-only' | 'short' | 'silent' | 'away' | 'filled' | 'later' | 'over'

/** What a post is now. Of the roster only those whose hours hold now are counted. */
export interface PostReading {
  readonly post: Post
  readonly state: PostState
  readonly officers: number
  readonly auxiliaries: number
  readonly rostered: number
  /** Signed in inside the cell of the post, and outside it. */
  readonly signedInCell: number
  readonly signedOutOfCell: number
  readonly band?: string
  readonly sinceMs?: number
}

/** Of posts that are due now. `gaps` holds the others than the filled ones, the worst first. */
export interface PostSummary {
  readonly filled: number
  readonly due: number
  readonly officers: number
  readonly required: number
  readonly gaps: readonly PostReading[]
}

/** The worst first: what nobody holds comes before what is held by too few. */
const STATES: readonly PostState[] = [
  'empty',
  'unknown',
  'auxiliaries-only',
  'short',
  'silent',
  'away',
  'filled',
  'later',
  'over',
]
const RANK = new Map(STATES.map((state, index) => [state, index]))

export interface Manning {
  readonly dutyPoints: ReadonlyMap<string, DutyPointItem>
  readonly roster: Iterable<RosterItem>
}

/** Every post of the pack as it is at `nowMs`, in the order of the pack. */
export function readPosts(pack: EventPack, manning: Manning, nowMs: number): readonly PostReading[] {
  const wanted = new Set(pack.posts.map(({ dutyPointId }) => dutyPointId))
  const onDuty = Map.groupBy(
    [...manning.roster].filter(
      (entry) => wanted.has(entry.dutyPointId) && entry.startMs <= nowMs && nowMs < entry.endMs,
    ),
    ({ dutyPointId }) => dutyPointId,
  )
  return pack.posts.map((post) => {
    const point = manning.dutyPoints.get(post.dutyPointId)
    const roster = onDuty.get(post.dutyPointId) ?? []
    const signedIn = roster.filter((entry) => isSignedIn(entry, nowMs))
    return {
      post,
      state: stateOf(post, point, nowMs),
      officers: point?.officersOnPost ?? 0,
      auxiliaries: point?.auxiliariesOnPost ?? 0,
      rostered: roster.length,
      signedInCell: signedIn.filter((entry) => entry.inCell === true).length,
      signedOutOfCell: signedIn.filter((entry) => entry.inCell === false).length,
      ...(point?.band === undefined ? {} : { band: point.band }),
      ...(point === undefined ? {} : { sinceMs: point.staffingSinceMs }),
    }
  })
}

/** Posts that are due, and which of them are not as they should be. */
export function summarisePosts(readings: readonly PostReading[]): PostSummary {
  const due = readings.filter(({ state }) => isDue(state))
  const filled = due.filter(({ state }) => state === 'filled')
  return {
    filled: filled.length,
    due: due.length,
    officers: due.reduce((sum, one) => sum + Math.min(one.officers, one.post.requiredOfficers), 0),
    required: due.reduce((sum, { post }) => sum + post.requiredOfficers, 0),
    gaps: worstFirst(due.filter(({ state }) => state !== 'filled')),
  }
}

/** One summary per band that the platform has in force; posts without a band stand under the empty name. */
export function summariseBands(readings: readonly PostReading[]): ReadonlyMap<string, PostSummary> {
  const groups = Map.groupBy(readings, ({ band }) => band ?? '')
  return new Map([...groups].map(([band, posts]) => [band, summarisePosts(posts)]))
}

/** The worst state first; within a state, the order of the pack. */
export function worstFirst(readings: readonly PostReading[]): readonly PostReading[] {
  return readings.toSorted((a, b) => (RANK.get(a.state) ?? 0) - (RANK.get(b.state) ?? 0))
}

export function isDue(state: PostState): boolean {
  return state !== 'later' && state !== 'over'
}

function isSignedIn({ signedInMs, signedOutMs }: RosterItem, nowMs: number): boolean {
  return signedInMs !== undefined && signedInMs <= nowMs && (signedOutMs === undefined || signedOutMs > nowMs)
}

function stateOf(post: Post, point: DutyPointItem | undefined, nowMs: number): PostState {
  if (nowMs < post.fromMs) return 'later'
  if (nowMs >= post.toMs) return 'over'
  if (point === undefined) return 'unknown'
  if (point.officersOnPost === 0) return point.auxiliariesOnPost > 0 ? 'auxiliaries-only' : 'empty'
  if (point.officersOnPost < post.requiredOfficers) return 'short'
  if (point.staffing === 'silent') return 'silent'
  return point.staffing === 'out-on-case' ? 'away' : 'filled'
}
