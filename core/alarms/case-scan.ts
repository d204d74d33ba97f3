import type { EventPack } from '../../domain/event/event-pack.ts'
import { caseConditions, type CaseConditions } from '../../domain/alarm/case-conditions.ts'
import { isSameCondition, type AlarmCondition, type Moment } from '../../domain/alarm/condition.ts'
import { zoneOf } from '../../domain/alarm/zone-of.ts'
import type { Replica } from '../../domain/view/delta.ts'
import type { CaseItem } from '../../domain/view/items.ts'

interface Known {
  readonly item: CaseItem
  readonly zone: string | undefined
  readonly judged: CaseConditions
  /** The look at which it was there last. */
  look: number
}

/**
 * The conditions of all cases. A case is judged again only when a fact changed it, when time alone changes it,
 * or when what is known does: ten thousand quiet ones cost a look each.
 */
export class CaseScan {
  readonly #known = new Map<string, Known>()
  #look = 0
  #key = ''

  /** Puts what holds into `into`; returns how many are hidden by the lost link. `onNew`: never seen before. */
  scan(
    replica: Replica,
    pack: EventPack | undefined,
    moment: Moment,
    into: Map<string, AlarmCondition>,
    onNew: (item: CaseItem, zone: string | undefined) => void,
  ): number {
    const zonesKey = `${replica.grid.size}/${pack?.id}/${pack?.version}`
    const knownKey = moment.knownToMs < moment.nowMs ? String(moment.knownToMs) : 'live'
    const key = `${zonesKey}/${knownKey}`
    const isAnew = key !== this.#key
    this.#key = key
    this.#look++
    let suppressedCount = 0
    for (const [id, item] of replica.case) {
      let known = this.#known.get(id)
      if (known?.item !== item || isAnew || moment.nowMs >= known.judged.validUntilMs) {
        const zone = zoneOf(item.position, item.gridId, replica.grid, pack)
        if (known === undefined) onNew(item, zone)
        const judged = kept(known?.judged, caseConditions(item, zone, moment))
        known = { item, zone, judged, look: this.#look }
        this.#known.set(id, known)
      }
      known.look = this.#look
      suppressedCount += known.judged.suppressedCount
      for (const condition of known.judged.conditions) into.set(condition.id, condition)
    }
    this.#forgetGone(replica.case.size)
    return suppressedCount
  }

  #forgetGone(count: number): void {
    if (this.#known.size === count) return
    for (const [id, { look }] of this.#known) if (look !== this.#look) this.#known.delete(id)
  }
}

/** A condition that is as it was is the same object: who follows it sees at a glance that nothing changed. */
function kept(before: CaseConditions | undefined, now: CaseConditions): CaseConditions {
  if (before === undefined || before.conditions.length === 0) return now
  const conditions = now.conditions.map(
    (one) => before.conditions.find((other) => other.id === one.id && isSameCondition(other, one)) ?? one,
  )
  return { ...now, conditions }
}
