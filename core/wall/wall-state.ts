import { dutyPointItem } from '../../domain/duty/staffing.ts'
import type { Case } from '../../domain/model/case.ts'
import type { SlaPolicy } from '../../domain/model/policy.ts'
import type { Kind, ResourceChange } from '../../domain/model/resource.ts'
import type { ClockRecord } from '../../domain/sla/clock-record.ts'
import { applyDelta, emptyReplica, type Delta, type Replica } from '../../domain/view/delta.ts'
import { COLLECTIONS } from '../../domain/view/items.ts'
import { projectCase, type ProjectedCase } from './case-item.ts'
import { DeltaBuilder } from './delta-builder.ts'
import { DutyIndex } from './duty-index.ts'
import { indicatorsOf } from './indicators.ts'
import { deviceItem, gridItem, operationItem, unitItem } from './plain-items.ts'

/** What time it is, and how much of it is known. */
export interface Moment {
  readonly nowMs: number
  readonly knownToMs: number
}

/**
 * The committed world as views see it. Every step returns what it changed; `replica` is the sum of all
 * steps. Cases that have ended leave the views and stay in the day's numbers.
 */
export class WallState {
  readonly replica: Replica = emptyReplica()
  readonly #onClocks: (caseId: string, clocks: readonly ClockRecord[]) => void
  #cases = new Map<string, Case>()
  #projected = new Map<string, ProjectedCase>()
  #policies = new Map<string, SlaPolicy>()
  #policyList: readonly SlaPolicy[] = []
  #duty = new DutyIndex()
  #ids = new Map<Kind, Set<string>>()
  #utcOffsetMinutes = 0
  #indicatorsDirty = true

  constructor(onClocks: (caseId: string, clocks: readonly ClockRecord[]) => void) {
    this.#onClocks = onClocks
  }

  /** How many resources of each kind there are. */
  counts(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#ids].map(([kind, ids]) => [kind, ids.size]))
  }

  apply(changes: readonly ResourceChange[]): Delta {
    const delta = new DeltaBuilder()
    const policiesChanged = changes.some((change) => change.kind === 'sla_policy')
    if (policiesChanged) this.#applyPolicies(changes)
    for (const change of changes) this.#applyOne(change, delta)
    if (policiesChanged) for (const item of this.#cases.values()) this.#project(item, delta)
    return this.#finish(delta)
  }

  /** A whole new world: what is not in it any more is removed in the same step (I3). */
  replace(changes: readonly ResourceChange[], moment: Moment): Delta {
    const before = new Map(COLLECTIONS.map((name) => [name, new Set(this.replica[name].keys())]))
    for (const id of this.#cases.keys()) this.#onClocks(id, [])
    this.#cases = new Map()
    this.#projected = new Map()
    this.#policies = new Map()
    this.#policyList = []
    this.#duty = new DutyIndex()
    this.#ids = new Map()
    const delta = new DeltaBuilder()
    this.#applyPolicies(changes)
    for (const change of changes) this.#applyOne(change, delta)
    this.#putDutyPoints(moment, delta)
    this.#putIndicators(moment, delta)
    const { upserts } = delta.build()
    for (const name of COLLECTIONS) {
      const now = new Set((upserts[name] ?? []).map((item) => item.id))
      for (const id of before.get(name) ?? []) if (!now.has(id)) delta.remove(name, id)
    }
    return this.#finish(delta)
  }

  /** What changes with time alone: posts and the day's numbers. */
  tick(moment: Moment): Delta {
    const delta = new DeltaBuilder()
    this.#putDutyPoints(moment, delta)
    if (this.#indicatorsDirty) this.#putIndicators(moment, delta)
    return this.#finish(delta)
  }

  /** A clock changed its state by time alone, so the day's numbers did, too. */
  touchIndicators(): void {
    this.#indicatorsDirty = true
  }

  #applyOne(change: ResourceChange, delta: DeltaBuilder): void {
    this.#countId(change)
    this.#duty.apply(change)
    switch (change.kind) {
      case 'case':
        if (change.value === undefined) this.#removeCase(change.id, delta)
        else {
          this.#cases.set(change.id, change.value)
          this.#project(change.value, delta)
        }
        return
      case 'unit':
        return put(delta, 'unit', change.id, change.value && unitItem(change.value))
      case 'device':
        return put(delta, 'device', change.id, change.value && deviceItem(change.value))
      case 'grid_node':
        return put(delta, 'grid', change.id, change.value && gridItem(change.value))
      case 'operation_mode':
        this.#utcOffsetMinutes = change.value?.utcOffsetMinutes ?? 0
        return put(delta, 'operation', 'operation', change.value && operationItem(change.value))
      case 'duty_point':
        if (change.value === undefined) delta.remove('dutyPoint', change.id)
        return
      default:
    }
  }

  #project(source: Case, delta: DeltaBuilder): void {
    const projected = projectCase(source, this.#policyList)
    this.#projected.set(source.id, projected)
    this.#indicatorsDirty = true
    if (projected.item.ended) {
      if (this.replica.case.has(source.id)) delta.remove('case', source.id)
      this.#onClocks(source.id, [])
    } else {
      delta.put('case', projected.item)
      this.#onClocks(source.id, projected.item.clocks)
    }
  }

  #removeCase(id: string, delta: DeltaBuilder): void {
    this.#cases.delete(id)
    this.#projected.delete(id)
    this.#indicatorsDirty = true
    this.#onClocks(id, [])
    delta.remove('case', id)
  }

  #applyPolicies(changes: readonly ResourceChange[]): void {
    for (const change of changes) {
      if (change.kind !== 'sla_policy') continue
      if (change.value === undefined) this.#policies.delete(change.id)
      else this.#policies.set(change.id, change.value)
    }
    this.#policyList = [...this.#policies.values()]
  }

  #putDutyPoints({ nowMs, knownToMs }: Moment, delta: DeltaBuilder): void {
    for (const parts of this.#duty.parts()) {
      const item = dutyPointItem(parts, nowMs, knownToMs, this.#utcOffsetMinutes)
      const before = this.replica.dutyPoint.get(item.id)
      if (JSON.stringify(before) !== JSON.stringify(item)) delta.put('dutyPoint', item)
    }
  }

  #putIndicators(moment: Moment, delta: DeltaBuilder): void {
    this.#indicatorsDirty = false
    const utcOffsetMinutes = this.#utcOffsetMinutes
    delta.put('indicator', indicatorsOf(this.#projected.values(), { ...moment, utcOffsetMinutes }))
  }

  #countId(change: ResourceChange): void {
    const ids = this.#ids.get(change.kind) ?? new Set()
    if (change.value === undefined) ids.delete(change.id)
    else ids.add(change.id)
    this.#ids.set(change.kind, ids)
  }

  #finish(builder: DeltaBuilder): Delta {
    const delta = builder.build()
    applyDelta(this.replica, delta)
    return delta
  }
}

function put<K extends 'unit' | 'device' | 'grid' | 'operation'>(
  delta: DeltaBuilder,
  name: K,
  id: string,
  item: Parameters<typeof delta.put<K>>[1] | undefined,
): void {
  if (item === undefined) delta.remove(name, id)
  else delta.put(name, item)
}
