import { dutyPointItem } from '../../domain/duty/staffing.ts'
import type { Case } from '../../domain/model/case.ts'
import { DEFAULT_UTC_OFFSET_MINUTES, type OperationMode, type SlaPolicy } from '../../domain/model/policy.ts'
import type { Kind, ResourceChange } from '../../domain/model/resource.ts'
import type { ClockRecord } from '../../domain/sla/clock-record.ts'
import type { EventLimit } from '../../domain/sla/event-limit.ts'
import { applyDelta, emptyReplica, type Delta, type Replica } from '../../domain/view/delta.ts'
import { COLLECTIONS, type CollectionName, type GridItem } from '../../domain/view/items.ts'
import { SHOWN_FOR_MS, type Correction } from '../../domain/view/truth.ts'
import { projectCase, type ProjectedCase } from './case-item.ts'
import { CountDue } from './count-due.ts'
import { DeltaBuilder } from './delta-builder.ts'
import { DutyIndex } from './duty-index.ts'
import { indicatorsOf } from './indicators.ts'
import { deviceItem, gridItem, operationItem, rosterItem, unitItem } from './plain-items.ts'

/** What this wall itself adds to the gateway's world; a new world leaves it alone. */
const OWN = new Set<CollectionName>([
  'act',
  'darkReport',
  'track',
  'alarm',
  'alarmQuality',
  'display',
  'layout',
  'event',
])

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
  #eventLimits: readonly EventLimit[] = []
  #duty = new DutyIndex()
  #ids = new Map<Kind, Set<string>>()
  #modes = new Map<string, OperationMode>()
  #grids = new Map<string, GridItem>()
  #corrections = new Map<string, readonly Correction[]>()
  #utcOffsetMinutes = DEFAULT_UTC_OFFSET_MINUTES
  readonly #indicatorsDue = new CountDue()

  constructor(onClocks: (caseId: string, clocks: readonly ClockRecord[]) => void) {
    this.#onClocks = onClocks
  }

  /** How many resources of each kind there are. */
  counts(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#ids].map(([kind, ids]) => [kind, ids.size]))
  }

  /** What there is of a kind; a proof of life is in none of these. */
  idsOf(kind: Kind): readonly string[] {
    return [...(this.#ids.get(kind) ?? [])]
  }

  apply(changes: readonly ResourceChange[]): Delta {
    const delta = new DeltaBuilder()
    const policiesChanged = changes.some((change) => change.kind === 'sla_policy')
    if (policiesChanged) this.#applyPolicies(changes)
    const entries = this.#entriesOfSignIns(changes)
    for (const change of changes) this.#applyOne(change, delta)
    this.#putRoster(changes, entries, delta)
    if (policiesChanged) {
      this.demandIndicators()
      for (const item of this.#cases.values()) this.#project(item, delta)
    }
    return this.#finish(delta)
  }

  /** A whole new world: what is not in it any more is removed in the same step (I3). */
  replace(changes: readonly ResourceChange[], moment: Moment): Delta {
    for (const id of this.#cases.keys()) this.#onClocks(id, [])
    this.#cases = new Map()
    this.#projected = new Map()
    this.#policies = new Map()
    this.#policyList = []
    this.#duty = new DutyIndex()
    this.#ids = new Map()
    this.#modes = new Map()
    this.#grids = new Map()
    this.#utcOffsetMinutes = DEFAULT_UTC_OFFSET_MINUTES
    const delta = new DeltaBuilder()
    // What is put below takes its removal back.
    for (const name of COLLECTIONS) {
      if (OWN.has(name)) continue
      for (const id of this.replica[name].keys()) delta.remove(name, id)
    }
    this.#applyPolicies(changes)
    for (const change of changes) this.#applyOne(change, delta)
    this.#putRoster(changes, [], delta)
    this.#putDutyPoints(moment, delta, 'all')
    this.#putIndicators(moment, delta, 'all')
    return this.#finish(delta)
  }

  /** What changes with time alone: posts and the day's numbers. */
  tick(moment: Moment): Delta {
    const delta = new DeltaBuilder()
    this.#pruneCorrections(moment.nowMs, delta)
    this.#putDutyPoints(moment, delta, 'changed')
    if (this.#indicatorsDue.tick(moment.nowMs, this.#projected.size)) {
      this.#putIndicators(moment, delta, 'changed')
    }
    return this.#finish(delta)
  }

  /** One case as it is now, one that has ended included. */
  caseOf(id: string): ProjectedCase | undefined {
    return this.#projected.get(id)
  }

  /** What is to be shown as corrected, by case. */
  corrections(): ReadonlyMap<string, readonly Correction[]> {
    return this.#corrections
  }

  /** The cases as they are now; later steps do not change what was handed out. */
  cases(): ReadonlyMap<string, ProjectedCase> {
    return new Map(this.#projected)
  }

  /** What had been presumed turned out otherwise, or true: shown on the cases for a while. */
  correct(corrections: ReadonlyMap<string, readonly Correction[]>): Delta {
    return this.change((delta) => {
      for (const [id, added] of corrections) {
        this.#corrections.set(id, [...(this.#corrections.get(id) ?? []), ...added])
        this.#putCase(id, delta)
      }
    })
  }

  /** The limits of the active event, or none: every case is judged anew by them, so that a roll-back leaves no trace. */
  setEventLimits(limits: readonly EventLimit[]): Delta {
    this.#eventLimits = limits
    this.demandIndicators()
    return this.change((delta) => {
      for (const item of this.#cases.values()) this.#project(item, delta)
    })
  }

  /** What this wall itself adds: acts and reports. */
  change(step: (delta: DeltaBuilder) => void): Delta {
    const delta = new DeltaBuilder()
    step(delta)
    return this.#finish(delta)
  }

  /** A clock changed its state without a fact, so the day's numbers did, too. */
  touchIndicators(): void {
    this.#indicatorsDue.touch()
  }

  /** How much is known, or what it is judged by, changed, and with it every number of the day. */
  demandIndicators(): void {
    this.#indicatorsDue.demand()
  }

  #applyOne(change: ResourceChange, delta: DeltaBuilder): void {
    this.#countId(change)
    this.#duty.apply(change)
    switch (change.kind) {
      case 'case':
        // Proof of life is kept, and shown and counted nowhere.
        if (change.value === undefined || change.value.synthetic === true) this.#removeCase(change.id, delta)
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
        return this.#setGrid(change.id, change.value && gridItem(change.value), delta)
      case 'operation_mode':
        return this.#setMode(change.id, change.value, delta)
      case 'duty_point':
        if (change.value === undefined) delta.remove('dutyPoint', change.id)
        return
      default:
    }
  }

  #project(source: Case, delta: DeltaBuilder): void {
    const projected = projectCase(source, this.#policyList, this.#eventLimits)
    this.#projected.set(source.id, projected)
    this.#indicatorsDue.touch()
    if (projected.item.ended) {
      delta.remove('case', source.id)
      this.#onClocks(source.id, [])
    } else {
      this.#putCase(source.id, delta)
      this.#onClocks(source.id, projected.item.clocks)
    }
  }

  #putCase(id: string, delta: DeltaBuilder): void {
    const item = this.#projected.get(id)?.item
    if (item === undefined || item.ended) return
    const corrections = this.#corrections.get(id)
    delta.put('case', corrections === undefined ? item : { ...item, corrections })
  }

  #pruneCorrections(nowMs: number, delta: DeltaBuilder): void {
    for (const [id, corrections] of this.#corrections) {
      const shown = corrections.filter(({ atMs }) => atMs + SHOWN_FOR_MS > nowMs)
      if (shown.length === corrections.length) continue
      if (shown.length === 0) this.#corrections.delete(id)
      else this.#corrections.set(id, shown)
      this.#putCase(id, delta)
    }
  }

  #removeCase(id: string, delta: DeltaBuilder): void {
    this.#cases.delete(id)
    this.#projected.delete(id)
    this.#indicatorsDue.touch()
    this.#onClocks(id, [])
    delta.remove('case', id)
  }

  /** One mode is in force: the one that was told last of those that are there. */
  #setMode(id: string, value: OperationMode | undefined, delta: DeltaBuilder): void {
    this.#modes.delete(id)
    if (value !== undefined) this.#modes.set(id, value)
    const mode = [...this.#modes.values()].at(-1)
    this.#utcOffsetMinutes = mode?.utcOffsetMinutes ?? DEFAULT_UTC_OFFSET_MINUTES
    this.demandIndicators()
    put(delta, 'operation', 'operation', mode && operationItem(mode))
  }

  #setGrid(id: string, item: GridItem | undefined, delta: DeltaBuilder): void {
    if (item === undefined) this.#grids.delete(id)
    else this.#grids.set(id, item)
    this.#indicatorsDue.touch()
    put(delta, 'grid', id, item)
  }

  #applyPolicies(changes: readonly ResourceChange[]): void {
    for (const change of changes) {
      if (change.kind !== 'sla_policy') continue
      if (change.value === undefined) this.#policies.delete(change.id)
      else this.#policies.set(change.id, change.value)
    }
    this.#policyList = [...this.#policies.values()]
  }

  /** The entries that these sign-ins belong to as yet: they may go, or belong to another one from now on. */
  #entriesOfSignIns(changes: readonly ResourceChange[]): readonly string[] {
    return changes.flatMap(({ kind, id }) => (kind === 'sign_in' ? (this.#duty.entryOfSignIn(id) ?? []) : []))
  }

  /** An entry is shown with the last sign-in that belongs to it. */
  #putRoster(changes: readonly ResourceChange[], before: readonly string[], delta: DeltaBuilder): void {
    const touched = new Set(before)
    for (const change of changes) {
      if (change.kind === 'roster_entry') touched.add(change.id)
      if (change.kind === 'sign_in' && change.value !== undefined) touched.add(change.value.rosterEntryId)
    }
    for (const id of touched) {
      const found = this.#duty.rosterEntry(id)
      if (found === undefined) delta.remove('roster', id)
      else delta.put('roster', rosterItem(found.entry, found.signIns))
    }
  }

  #putDutyPoints({ nowMs, knownToMs }: Moment, delta: DeltaBuilder, which: 'all' | 'changed'): void {
    for (const parts of this.#duty.parts()) {
      const item = dutyPointItem(parts, nowMs, knownToMs, this.#utcOffsetMinutes)
      if (which === 'all' || !isSame(this.replica.dutyPoint.get(item.id), item)) delta.put('dutyPoint', item)
    }
  }

  #putIndicators(moment: Moment, delta: DeltaBuilder, which: 'all' | 'changed'): void {
    this.#indicatorsDue.counted(moment.nowMs)
    const utcOffsetMinutes = this.#utcOffsetMinutes
    const at = { ...moment, utcOffsetMinutes }
    const item = indicatorsOf(this.#projected.values(), at, this.#grids)
    const before = this.replica.indicator.get(item.id)
    if (which === 'all' || !isSame(before && { ...before, asOfMs: item.asOfMs }, item))
      delta.put('indicator', item)
  }

  #countId(change: ResourceChange): void {
    const ids = this.#ids.get(change.kind) ?? new Set()
    const isSynthetic = change.kind === 'case' && change.value?.synthetic === true
    if (change.value === undefined || isSynthetic) ids.delete(change.id)
    else ids.add(change.id)
    this.#ids.set(change.kind, ids)
  }

  #finish(builder: DeltaBuilder): Delta {
    const delta = builder.build((name, id) => this.replica[name].has(id))
    applyDelta(this.replica, delta)
    return delta
  }
}

function isSame(a: object | undefined, b: object): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
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
