import type { PersonAtTime } from '../view/alarm-item.ts'
import type { Checklist, EventPack, Phase } from './event-pack.ts'

export type Ticks = Readonly<Record<string, PersonAtTime>>
export type ChecklistEntry = Checklist['items'][number]

/** One item of a checklist, and whether it was done in time. */
export interface ItemReading {
  readonly key: string
  readonly checklist: Checklist
  readonly item: ChecklistEntry
  readonly tick?: PersonAtTime
  readonly state: 'done' | 'done-late' | 'overdue' | 'open'
}

/** A phase against its plan. `lead` is items done minus items due: above zero ahead, below zero behind. */
export interface PhaseReading {
  readonly phase: Phase
  readonly state: 'past' | 'now' | 'coming'
  readonly items: readonly ItemReading[]
  readonly done: number
  readonly due: number
  readonly lead: number
  /** How long the oldest overdue item has waited; 0 when nothing waits. */
  readonly behindMs: number
  /** When the first item was ticked: the phase has begun in fact. */
  readonly actualStartMs?: number
}

/** Signed: before the reference instant negative (T−), from it on positive (T+). */
export interface Countdown {
  readonly referenceMs: number
  readonly offsetMs: number
}

export function tickKey(checklistId: string, itemId: string): string {
  return `${checklistId}/${itemId}`
}

/** T is the start of the ceremony; without one, the end of the countdown, else the start of the event. */
export function countdownOf(pack: EventPack, nowMs: number): Countdown {
  const ceremony = pack.phases.find(({ kind }) => kind === 'ceremony')
  const counting = pack.phases.findLast(({ kind }) => kind === 'countdown')
  const referenceMs = ceremony?.startMs ?? counting?.endMs ?? pack.startMs
  return { referenceMs, offsetMs: nowMs - referenceMs }
}

/** The phase whose planned window holds `nowMs`; windows do not overlap. */
export function phaseAt(pack: EventPack, nowMs: number): Phase | undefined {
  return pack.phases.find(({ startMs, endMs }) => startMs <= nowMs && nowMs < endMs)
}

export function readPhases(pack: EventPack, ticks: Ticks, nowMs: number): readonly PhaseReading[] {
  return pack.phases.map((phase) => {
    const items = pack.checklists
      .filter(({ phaseId }) => phaseId === phase.id)
      .flatMap((checklist) => checklist.items.map((item) => readItem(checklist, item, ticks, nowMs)))
    const done = items.filter(({ tick }) => tick !== undefined).length
    const due = items.filter(({ item }) => item.dueMs <= nowMs).length
    const oldestMs = Math.min(
      ...items.filter(({ state }) => state === 'overdue').map(({ item }) => item.dueMs),
    )
    const startedMs = Math.min(...items.flatMap(({ tick }) => (tick === undefined ? [] : [tick.atMs])))
    return {
      phase,
      state: nowMs < phase.startMs ? 'coming' : nowMs < phase.endMs ? 'now' : 'past',
      items,
      done,
      due,
      lead: done - due,
      behindMs: Number.isFinite(oldestMs) ? nowMs - oldestMs : 0,
      ...(Number.isFinite(startedMs) ? { actualStartMs: startedMs } : {}),
    }
  })
}

function readItem(checklist: Checklist, item: ChecklistEntry, ticks: Ticks, nowMs: number): ItemReading {
  const key = tickKey(checklist.id, item.id)
  const tick = ticks[key]
  if (tick === undefined) {
    return { key, checklist, item, state: nowMs > item.dueMs ? 'overdue' : 'open' }
  }
  return { key, checklist, item, tick, state: tick.atMs > item.dueMs ? 'done-late' : 'done' }
}
