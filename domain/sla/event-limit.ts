import { isInsideRing } from '../event/geometry.ts'
import type { EventPack } from '../event/event-pack.ts'
import type { Position } from '../model/position.ts'
import type { SlaPolicy } from '../model/policy.ts'

/**
 * A profile of an active event, ready to be applied: for quick cases that lie inside the ring and were dispatched
 * within [`fromMs`, `toMs`). `fromMs` is never before the activation: a case that was dispatched earlier keeps the
 * limits it was dispatched under. When the event is rolled back its limits are gone, and with them their effect on
 * every case: the ordinary policy holds again, also for what was dispatched meanwhile.
 */
export interface EventLimit {
  readonly profileId: string
  readonly ring: readonly Position[]
  readonly fromMs: number
  readonly toMs: number
  readonly arriveLimitMs: number
  readonly handleLimitMs: number
}

export function eventLimitsOf(pack: EventPack, activatedMs: number): readonly EventLimit[] {
  return pack.slaProfiles.flatMap((profile) => {
    const zone = pack.zones.find(({ id }) => id === profile.zoneId)
    const phase = pack.phases.find(({ id }) => id === profile.phaseId)
    if (zone === undefined || phase === undefined) return []
    const { id: profileId, arriveLimitMs, handleLimitMs } = profile
    const fromMs = Math.max(phase.startMs, activatedMs)
    return [{ profileId, ring: zone.ring, fromMs, toMs: phase.endMs, arriveLimitMs, handleLimitMs }]
  })
}

/** What a push is judged by: the policy, or the policy with the limits of a profile, which is then named. */
export interface PolicyInForce {
  readonly policy: SlaPolicy
  readonly profileId?: string
}

/** Where profiles overlap, the one with the least limit for arrival holds; the rest of the policy stays as it is. */
export function withEventLimit(
  policy: SlaPolicy,
  limits: readonly EventLimit[],
  position: Position | undefined,
  dispatchMs: number,
): PolicyInForce {
  if (position === undefined || limits.length === 0) return { policy }
  const found = limits
    .filter(
      ({ fromMs, toMs, ring }) => fromMs <= dispatchMs && dispatchMs < toMs && isInsideRing(ring, position),
    )
    .reduce<EventLimit | undefined>(
      (a, b) => (a === undefined || b.arriveLimitMs < a.arriveLimitMs ? b : a),
      undefined,
    )
  if (found === undefined) return { policy }
  const { profileId, arriveLimitMs, handleLimitMs } = found
  return { policy: { ...policy, arriveLimitMs, handleLimitMs }, profileId }
}
