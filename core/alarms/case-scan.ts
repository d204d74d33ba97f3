import type { EventPack } from '../../domain/event/event-pack.ts'
import { caseConditions, type CaseConditions } from '../../domain/alarm/case-conditions.ts'
import type { AlarmCondition, Moment } from '../../domain/alarm/condition.ts'
import { zoneOf } from '../../domain/alarm/zone-of.ts'
import type { Replica } from '../../domain/view/delta.ts'
import type { CaseItem } from '../../domain/view/items.ts'

interface Known {
  readonly item: CaseItem
  readonly zone: string | undefined
  readonly judged: CaseConditions
}

/**
 * The conditions of all cases. A case is judged again only when a fact changed it, when time alone changes it,
 * or when what is known does: ten thousand quiet ones cost a look each.
 */
export class CaseScan {
  #known = new Map<string, Known>()
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
    const known = new Map<string, Known>()
    let suppressedCount = 0
    for (const [id, item] of replica.case) {
      const before = this.#known.get(id)
      let now = before
      if (
        before === undefined ||
        before.item !== item ||
        isAnew ||
        moment.nowMs >= before.judged.validUntilMs
      ) {
        const zone = zoneOf(item.position, item.gridId, replica.grid, pack)
        now = { item, zone, judged: caseConditions(item, zone, moment) }
        if (before === undefined) onNew(item, zone)
      }
      if (now === undefined) continue
      known.set(id, now)
      suppressedCount += now.judged.suppressedCount
      for (const condition of now.judged.conditions) into.set(condition.id, condition)
    }
    this.#known = known
    return suppressedCount
  }
}
