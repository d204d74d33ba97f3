import type { DutyPointParts } from '../../domain/duty/staffing.ts'
import type { DutyPoint, RosterEntry, SignIn, Unit } from '../../domain/model/duty.ts'
import type { ResourceChange } from '../../domain/model/resource.ts'

/** Roster, sign-ins and units by duty point, so that a point can be judged without searching. */
export class DutyIndex {
  readonly #points = new Map<string, DutyPoint>()
  readonly #roster = new Grouped<RosterEntry>()
  readonly #signIns = new Grouped<SignIn>()
  readonly #units = new Grouped<Unit>()

  apply(change: ResourceChange): void {
    switch (change.kind) {
      case 'duty_point':
        if (change.value === undefined) this.#points.delete(change.id)
        else this.#points.set(change.id, change.value)
        return
      case 'roster_entry':
        return this.#roster.put(change.id, change.value, change.value?.dutyPointId)
      case 'sign_in':
        return this.#signIns.put(change.id, change.value, change.value?.dutyPointId)
      case 'unit':
        return this.#units.put(change.id, change.value, change.value?.dutyPointId)
      default:
    }
  }

  /** A roster entry with the sign-ins that were made for it, oldest first. */
  rosterEntry(id: string): { readonly entry: RosterEntry; readonly signIns: readonly SignIn[] } | undefined {
    const entry = this.#roster.get(id)
    if (entry === undefined) return undefined
    const own = this.#signIns.group(entry.dutyPointId).filter((one) => one.rosterEntryId === id)
    return { entry, signIns: own.toSorted((a, b) => a.inMs - b.inMs) }
  }

  /** The roster entry that a sign-in was made for. */
  entryOfSignIn(id: string): string | undefined {
    return this.#signIns.get(id)?.rosterEntryId
  }

  *parts(): Iterable<DutyPointParts> {
    for (const point of this.#points.values()) {
      yield {
        point,
        roster: this.#roster.group(point.id),
        signIns: this.#signIns.group(point.id),
        units: this.#units.group(point.id),
      }
    }
  }
}

class Grouped<T> {
  readonly #groups = new Map<string, Map<string, T>>()
  readonly #groupOf = new Map<string, string>()

  put(id: string, value: T | undefined, groupId: string | undefined): void {
    const before = this.#groupOf.get(id)
    if (before !== undefined && before !== groupId) this.#groups.get(before)?.delete(id)
    if (value === undefined || groupId === undefined) {
      this.#groupOf.delete(id)
      return
    }
    this.#groupOf.set(id, groupId)
    const group = this.#groups.get(groupId)
    if (group === undefined) this.#groups.set(groupId, new Map([[id, value]]))
    else group.set(id, value)
  }

  get(id: string): T | undefined {
    const groupId = this.#groupOf.get(id)
    return groupId === undefined ? undefined : this.#groups.get(groupId)?.get(id)
  }

  group(groupId: string): readonly T[] {
    return [...(this.#groups.get(groupId)?.values() ?? [])]
  }
}
