import type { Refusal } from '../connection/session.ts'
import type { Display } from '../../domain/view/display.ts'
import type { Identity } from '../../domain/view/identity.ts'
import type { Link, LinkState, Notice } from '../../domain/view/link.ts'

export type CoreState = 'connecting' | 'connected' | 'lost'

/** How much this page may be believed: what the core says of its link, and whether there is a core. */
export interface WallStatus {
  readonly core: CoreState
  readonly refused?: Refusal
  readonly link?: Link
  readonly notices: readonly Notice[]
  readonly display: Display
  readonly rate: number
  readonly uncertaintyMs?: number
  /** Visitors are in the room: people and plates are masked. */
  readonly visitors: boolean
  readonly identity?: Identity
  /** Server time of the last message of the core. */
  readonly heardMs?: number
}

export const INITIAL_STATUS: WallStatus = {
  core: 'connecting',
  notices: [],
  display: { name: 'default', widthMm: 2436, distanceMm: 3500 },
  rate: 1,
  visitors: false,
}

/** Older than this is not live, whatever the link says. */
export const AGE_LIMIT_MS = 10_000

/** The age of what is shown, in seconds that really passed, and whether it must be marked (I7). */
export interface Freshness {
  readonly state: LinkState
  /** Nothing was ever loaded: there are no numbers to show. */
  readonly loaded: boolean
  readonly asOfMs?: number
  readonly ageMs?: number
  readonly stale: boolean
}

export function freshnessOf(status: WallStatus, nowMs: number | undefined): Freshness {
  const asOfMs = status.link?.asOfMs
  const state = status.core === 'connected' ? (status.link?.state ?? 'offline') : 'offline'
  if (asOfMs === undefined || nowMs === undefined) return { state, loaded: false, stale: state !== 'live' }
  const ageMs = Math.max(0, nowMs - asOfMs) / status.rate
  return { state, loaded: true, asOfMs, ageMs, stale: state !== 'live' || ageMs > AGE_LIMIT_MS }
}

/** The instant up to which every fact is known: what passed after it is reckoned only (I9). */
export function knownToMs(status: WallStatus, nowMs: number): number {
  if (status.core === 'connected' && status.link?.state === 'live') return nowMs
  return Math.min(nowMs, status.link?.asOfMs ?? 0)
}

/** The core cannot write acts down, and refuses them. */
export function actsAreNotTaken({ notices }: WallStatus): boolean {
  return notices.some(({ code }) => code === 'outbox-failed')
}
