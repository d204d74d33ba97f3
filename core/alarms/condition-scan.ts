import { Closings, reboundCondition, type Closing } from '../../domain/alarm/rebound.ts'
import { isSameCondition, type AlarmCondition, type Moment } from '../../domain/alarm/condition.ts'
import { feedConditions } from '../../domain/alarm/feed-conditions.ts'
import { postCondition, unitCondition } from '../../domain/alarm/force-conditions.ts'
import { LinkWatch } from '../../domain/alarm/link-watch.ts'
import { zoneOf } from '../../domain/alarm/zone-of.ts'
import type { EventPack } from '../../domain/event/event-pack.ts'
import type { Replica } from '../../domain/view/delta.ts'
import type { CaseItem } from '../../domain/view/items.ts'
import type { DeskContext } from '../wall/desk.ts'
import type { WallState } from '../wall/wall-state.ts'
import { CaseScan } from './case-scan.ts'

export interface Scanned {
  readonly conditions: ReadonlyMap<string, AlarmCondition>
  /** Hidden because the lost link causes them. */
  readonly suppressedCount: number
}

/** Between two looks at all closed cases, real time. */
const CLOSINGS_EVERY_MS = 60_000

/** Everything that holds now and asks for a person, read from the world of the wall. */
export class ConditionScan {
  readonly #context: DeskContext
  readonly #cases = new CaseScan()
  readonly #link = new LinkWatch()
  readonly #rebounds = new Map<string, AlarmCondition>()
  #before: ReadonlyMap<string, AlarmCondition> = new Map()
  #closings: Closings | undefined
  #closingsMs = 0
  #listeningSinceMs: number | undefined
  #isFirst = true

  constructor(context: DeskContext) {
    this.#context = context
  }

  scan(): Scanned {
    const { serverClock, link, state } = this.#context
    const nowMs = serverClock.nowMs()
    const moment = { nowMs, knownToMs: Math.min(nowMs, link.knownToMs()) }
    const conditions = new Map<string, AlarmCondition>()
    const lost = this.#lookAtLink(nowMs)
    if (lost !== undefined) conditions.set(lost.id, lost)
    let suppressedCount = 0
    if (link.asOfMs !== undefined) suppressedCount = this.#scanWorld(state.replica, moment, conditions)
    this.#before = conditions
    return { conditions, suppressedCount }
  }

  /** A place that was taken notice of is no alarm any more. */
  acknowledged(id: string): void {
    this.#rebounds.delete(id)
  }

  #lookAtLink(nowMs: number): AlarmCondition | undefined {
    const { link, options } = this.#context
    const monotonicMs = options.clock.monotonicMs()
    this.#listeningSinceMs ??= monotonicMs
    return this.#link.look({
      nowMs,
      silentMs: link.silentMs(),
      listeningMs: monotonicMs - this.#listeningSinceMs,
      isLive: link.isLive,
      asOfMs: link.asOfMs,
      gateway: options.gateway,
    })
  }

  #scanWorld(replica: Replica, moment: Moment, into: Map<string, AlarmCondition>): number {
    const pack = activePack(replica)
    const add = (condition: AlarmCondition | undefined): void => {
      if (condition === undefined) return
      const before = this.#before.get(condition.id)
      into.set(condition.id, before !== undefined && isSameCondition(before, condition) ? before : condition)
    }
    const suppressedCount = this.#cases.scan(replica, pack, moment, into, (item, zone) =>
      this.#noteNew(item, zone),
    )
    this.#isFirst = false
    for (const point of replica.dutyPoint.values()) {
      if (point.staffing !== 'unmanned' && point.staffing !== 'auxiliaries-only') continue
      add(postCondition(point, zoneOf(point.position, point.gridId, replica.grid, pack), moment))
    }
    for (const unit of replica.unit.values()) {
      const item = unit.caseId === undefined ? undefined : replica.case.get(unit.caseId)
      if (item === undefined || item.closed) continue
      const zone = zoneOf(unit.position ?? item.position, item.gridId, replica.grid, pack)
      add(unitCondition(unit, zone, true, moment))
    }
    for (const condition of feedConditions(replica.device.values(), pack?.zones ?? [], moment.nowMs)) {
      const before = this.#before.get(condition.id)
      add(before === undefined ? condition : { ...condition, sinceMs: before.sinceMs })
    }
    for (const condition of this.#rebounds.values()) add(condition)
    return suppressedCount
  }

  /** What was there when this wall began to look is nothing that came back. */
  #noteNew(item: CaseItem, zone: string | undefined): void {
    if (this.#isFirst || item.closed || item.typeCode === undefined) return
    const before = this.#closingsNow().before(item)
    if (before === undefined) return
    const condition = reboundCondition(item, before, zone)
    this.#rebounds.set(condition.id, condition)
  }

  #closingsNow(): Closings {
    const { state, options } = this.#context
    const monotonicMs = options.clock.monotonicMs()
    if (this.#closings === undefined || monotonicMs - this.#closingsMs > CLOSINGS_EVERY_MS) {
      this.#closingsMs = monotonicMs
      this.#closings = new Closings(closingsOf(state))
    }
    return this.#closings
  }
}

function* closingsOf(state: WallState): Iterable<Closing> {
  for (const [caseId, { item, closedMs }] of state.cases()) {
    const { typeCode, position } = item
    if (closedMs === undefined || typeCode === undefined || position === undefined) continue
    yield { caseId, closedMs, typeCode, position }
  }
}

function activePack(replica: Replica): EventPack | undefined {
  for (const event of replica.event.values()) if (event.state === 'active') return event.pack
  return undefined
}
