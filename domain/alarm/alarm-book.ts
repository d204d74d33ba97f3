import type { PersonAtTime } from '../view/alarm-item.ts'
import {
  acknowledgedAlarm,
  assignedAlarm,
  observedAlarm,
  raisedAlarm,
  shelvedAlarm,
  unshelvedAlarm,
  type Alarm,
  type Shelf,
} from './alarm-state.ts'
import { ALARM_CATALOGUE, latches } from './catalogue.ts'
import type { AlarmCondition } from './condition.ts'
import { CHATTER_FROM, Onsets } from './onsets.ts'

/**
 * `listed`: raised without a word, because it is old news or chatters. `cleared`: the cause has gone, and nobody
 * had taken it; where it does not latch, `gone` follows at once.
 */
export type AlarmStep =
  'announced' | 'listed' | 'cleared' | 'returned-to-active' | 'gone' | 'shelf-ended' | 'seen'

/** What happened to one alarm. `alarm` is as it is after the step, or as it was when it went. */
export interface AlarmEvent {
  readonly id: string
  readonly step: AlarmStep
  readonly alarm: Alarm
}

/**
 * All alarms of a wall. It is shown the conditions that hold and turns them into alarms: with the delays of
 * their kinds, latched where they are high, and announced once. Nothing in it reads a clock.
 */
export class AlarmBook {
  readonly #alarms = new Map<string, Alarm>()
  readonly #onsets = new Onsets()
  /** Conditions that were there at the last look. */
  #present: ReadonlyMap<string, AlarmCondition> = new Map()
  /** Since when a condition waits for its on-delay, or an alarm for its off-delay. */
  readonly #waitsSince = new Map<string, number>()
  readonly #goneSince = new Map<string, number>()

  alarms(): ReadonlyMap<string, Alarm> {
    return this.#alarms
  }

  timesInMinute(id: string): number {
    return this.#onsets.count(id)
  }

  /** Takes back what an earlier run had written down. */
  restore(id: string, alarm: Alarm): void {
    this.#alarms.set(id, alarm)
  }

  /**
   * The conditions as they hold at `nowMs`, each second. Those for which `isOld` are listed without a word. The
   * map is kept until the next look and must not be changed; a condition that is the same object as before is
   * known to be the same. Returns what happened, and ids that began to chatter or chatter no more.
   */
  observe(
    conditions: ReadonlyMap<string, AlarmCondition>,
    nowMs: number,
    isOld: (condition: AlarmCondition) => boolean,
  ): { readonly events: readonly AlarmEvent[]; readonly recounted: readonly string[] } {
    const events: AlarmEvent[] = []
    const recounted = [...this.#onsets.advance(nowMs)]
    this.#endShelves(nowMs, events)
    for (const [id, condition] of conditions) {
      const alarm = this.#alarms.get(id)
      if (!this.#present.has(id)) {
        this.#onsets.add(id, nowMs)
        if (this.#onsets.count(id) === CHATTER_FROM) recounted.push(id)
      } else if (alarm?.active === true && alarm.condition === condition) continue
      this.#goneSince.delete(id)
      if (alarm === undefined) this.#wait(id, condition, nowMs, isOld, events)
      else this.#take(id, alarm, condition, nowMs, isOld, events)
    }
    for (const [id, alarm] of this.#alarms) {
      if (alarm.active ? !conditions.has(id) : isLeftOver(alarm)) this.#leave(id, alarm, nowMs, events)
    }
    for (const id of this.#waitsSince.keys()) if (!conditions.has(id)) this.#waitsSince.delete(id)
    this.#present = conditions
    return { events, recounted }
  }

  /** The first wins: `by` of the result is whoever took it. `undefined`: there is no such alarm. */
  acknowledge(
    id: string,
    person: PersonAtTime,
  ): { readonly alarm: Alarm; readonly isGone: boolean } | undefined {
    const alarm = this.#alarms.get(id)
    if (alarm === undefined) return undefined
    const after = acknowledgedAlarm(alarm, person)
    if (after === undefined) this.#alarms.delete(id)
    else this.#alarms.set(id, after)
    return { alarm: after ?? { ...alarm, acknowledged: person }, isGone: after === undefined }
  }

  shelve(id: string, shelf: Shelf): Alarm | undefined {
    return this.#change(id, (alarm) => shelvedAlarm(alarm, shelf))
  }

  assign(id: string, person: string): Alarm | undefined {
    return this.#change(id, (alarm) => assignedAlarm(alarm, person))
  }

  unshelve(id: string, nowMs: number): AlarmEvent | undefined {
    const alarm = this.#alarms.get(id)
    if (alarm?.shelved === undefined) return undefined
    const after = unshelvedAlarm(alarm, nowMs).alarm
    if (after === undefined) this.#alarms.delete(id)
    else this.#alarms.set(id, after)
    return { id, step: after === undefined ? 'gone' : 'shelf-ended', alarm: after ?? alarm }
  }

  markFirstOut(id: string): Alarm | undefined {
    return this.#change(id, (alarm) => ({ ...alarm, firstOut: true }))
  }

  #change(id: string, step: (alarm: Alarm) => Alarm): Alarm | undefined {
    const alarm = this.#alarms.get(id)
    if (alarm === undefined) return undefined
    const after = step(alarm)
    this.#alarms.set(id, after)
    return after
  }

  #endShelves(nowMs: number, events: AlarmEvent[]): void {
    for (const [id, { shelved }] of this.#alarms) {
      if (shelved === undefined || shelved.untilMs > nowMs) continue
      const event = this.unshelve(id, nowMs)
      if (event !== undefined) events.push(event)
    }
  }

  #wait(
    id: string,
    condition: AlarmCondition,
    nowMs: number,
    isOld: (condition: AlarmCondition) => boolean,
    events: AlarmEvent[],
  ): void {
    const sinceMs = Math.min(condition.sinceMs, this.#waitsSince.get(id) ?? nowMs)
    if (nowMs - sinceMs < ALARM_CATALOGUE[condition.kind].onDelayMs) {
      this.#waitsSince.set(id, sinceMs)
      return
    }
    this.#waitsSince.delete(id)
    const isQuiet = isOld(condition) || this.#onsets.chatters(id)
    const alarm = raisedAlarm(condition, nowMs, isQuiet)
    this.#alarms.set(id, alarm)
    events.push({ id, step: isQuiet ? 'listed' : 'announced', alarm })
  }

  #take(
    id: string,
    alarm: Alarm,
    condition: AlarmCondition,
    nowMs: number,
    isOld: (condition: AlarmCondition) => boolean,
    events: AlarmEvent[],
  ): void {
    const { alarm: after, announced } = observedAlarm(alarm, condition, nowMs, isOld(condition))
    if (after === undefined || after === alarm) return
    this.#alarms.set(id, after)
    const isListed = after.quiet === true && after.announcedMs !== alarm.announcedMs
    const quietly = isListed ? 'listed' : alarm.active ? 'seen' : 'returned-to-active'
    events.push({ id, step: announced ? 'announced' : quietly, alarm: after })
  }

  #leave(id: string, alarm: Alarm, nowMs: number, events: AlarmEvent[]): void {
    const sinceMs = this.#goneSince.get(id) ?? nowMs
    if (nowMs - sinceMs < ALARM_CATALOGUE[alarm.condition.kind].offDelayMs) {
      this.#goneSince.set(id, sinceMs)
      return
    }
    this.#goneSince.delete(id)
    const { alarm: after } = observedAlarm(alarm, undefined, nowMs)
    if (after !== undefined) this.#alarms.set(id, after)
    else this.#alarms.delete(id)
    if (alarm.active && alarm.acknowledged === undefined) {
      events.push({ id, step: 'cleared', alarm: after ?? { ...alarm, active: false, clearedMs: nowMs } })
    }
    if (after === undefined) events.push({ id, step: 'gone', alarm })
  }
}

/** Left by an earlier program, which latched all: nothing keeps it. */
function isLeftOver({ condition, shelved }: Alarm): boolean {
  return shelved === undefined && !latches(condition)
}
