import type { Delta } from '../../domain/view/delta.ts'
import type { CaseItem } from '../../domain/view/items.ts'
import { LANES, laneOf, type Lane } from './lanes.ts'

const NEWEST_KEPT = 64

/**
 * What the wall asks of all cases at every change, kept up to date change by change:
 * how many in each lane, which are still open, which are the newest.
 */
export class CaseIndex {
  readonly #open = new Map<string, CaseItem>()
  readonly #all = new Map<string, CaseItem>()
  readonly #counts = new Map<Lane, number>()
  #newest: CaseItem[] = []
  #newestIsComplete = true

  clear(): void {
    this.#open.clear()
    this.#all.clear()
    this.#counts.clear()
    this.#newest = []
    this.#newestIsComplete = true
  }

  apply(delta: Delta): void {
    for (const id of delta.removes.case ?? []) this.#remove(id)
    for (const item of delta.upserts.case ?? []) this.#put(item)
  }

  /** Cases in the flow. */
  get open(): ReadonlyMap<string, CaseItem> {
    return this.#open
  }

  /** 在办: what is in the flow and not closed. */
  get inHandCount(): number {
    return this.#open.size - this.countOf('evaluate')
  }

  countOf(lane: Lane): number {
    return this.#counts.get(lane) ?? 0
  }

  get lanes(): readonly Lane[] {
    return LANES.filter((lane) => lane !== 'unmapped' || this.countOf(lane) > 0)
  }

  /** By the time of the report, newest first. */
  newest(limit: number): readonly CaseItem[] {
    if (!this.#newestIsComplete) this.#rebuildNewest()
    return this.#newest.slice(0, limit)
  }

  #put(item: CaseItem): void {
    this.#uncount(item.id)
    this.#all.set(item.id, item)
    if (!item.ended) {
      this.#open.set(item.id, item)
      this.#count(laneOf(item), 1)
    }
    this.#offer(item)
  }

  #remove(id: string): void {
    this.#uncount(id)
    this.#all.delete(id)
    const at = this.#newest.findIndex((item) => item.id === id)
    if (at < 0) return
    this.#newest.splice(at, 1)
    this.#newestIsComplete = this.#all.size <= this.#newest.length
  }

  #uncount(id: string): void {
    const before = this.#open.get(id)
    if (before === undefined) return
    this.#open.delete(id)
    this.#count(laneOf(before), -1)
  }

  #count(lane: Lane, change: number): void {
    this.#counts.set(lane, this.countOf(lane) + change)
  }

  #offer(item: CaseItem): void {
    const known = this.#newest.findIndex((other) => other.id === item.id)
    if (known >= 0) this.#newest.splice(known, 1)
    const last = this.#newest.at(-1)
    if (
      known < 0 &&
      last !== undefined &&
      this.#newest.length >= NEWEST_KEPT &&
      newestFirst(item, last) > 0
    ) {
      return
    }
    const at = this.#newest.findIndex((other) => newestFirst(item, other) < 0)
    this.#newest.splice(at < 0 ? this.#newest.length : at, 0, item)
    if (this.#newest.length > NEWEST_KEPT) this.#newest.length = NEWEST_KEPT
  }

  #rebuildNewest(): void {
    this.#newest = [...this.#all.values()].sort(newestFirst).slice(0, NEWEST_KEPT)
    this.#newestIsComplete = true
  }
}

function newestFirst(a: CaseItem, b: CaseItem): number {
  return b.reportedMs - a.reportedMs || (a.id < b.id ? -1 : 1)
}
