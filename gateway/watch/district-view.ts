import { hash } from 'node:crypto'
import { isInDistricts } from '../identity/districts.ts'
import { committedAtMs, encodeRemoval } from '../log/change-body.ts'
import { EMPTY_DIGEST, added, minus, removed, withKind, without, type KindSums } from '../log/digest.ts'
import type { BatchLimits, Log, LogBatch, Snapshot } from '../log/log.ts'
import type { CasePlaces, PlaceFollower } from './case-places.ts'
import { glanceAt } from './glance.ts'
import type { Place } from './glance.ts'
import type { LogView } from './log-view.ts'
import { SumHistory } from './sum-history.ts'

/** Changes of hidden cases over which a wall that comes back can go on; later it lists anew. */
const REMEMBERED_COUNT = 50_000
const KEY_LENGTH = 16

/**
 * The log as it is for those who may see certain districts only.
 *
 * Cases outside are not in it, neither in a snapshot nor in a batch nor in a digest; everything else is. A change
 * that may not be seen leaves a removal in its place, so that revisions have no gaps: with the case's id when this
 * view had shown it before, which takes it off the wall, otherwise with an empty one, which says nothing. Digests
 * are those of the log without the terms of the hidden cases, kept up by one addition per change.
 *
 * Which grids lie inside is part of the epoch: when the tree changes that, everything is listed anew.
 */
export class DistrictView implements LogView, PlaceFollower {
  readonly #log: Log
  readonly #places: CasePlaces
  readonly #districts: readonly string[]
  #inside: ReadonlySet<string> = new Set()
  #epoch = ''
  #hidden = new SumHistory(0, EMPTY_DIGEST, REMEMBERED_COUNT)
  #hiddenCount = 0
  /** Ids of cases that were to be seen at some time since the history begins. */
  #shown = new Set<string>()

  private constructor(log: Log, places: CasePlaces, districts: readonly string[]) {
    this.#log = log
    this.#places = places
    this.#districts = districts
  }

  /** `places` has been started; the view follows it as long as it runs. */
  static open(log: Log, places: CasePlaces, districts: readonly string[]): DistrictView {
    const view = new DistrictView(log, places, districts)
    view.gridChanged()
    places.follow(view)
    return view
  }

  get epoch(): string {
    return this.#epoch
  }

  head(): { readonly revision: number } {
    return this.#log.head()
  }

  compactedRevision(): number {
    return Math.max(this.#log.compactedRevision(), this.#hidden.firstRevision)
  }

  readAfter(revision: number, limits: BatchLimits): LogBatch | undefined {
    const batch = this.#log.readAfter(revision, limits)
    return batch && { ...batch, bodies: batch.bodies.map((body) => this.#seen(body)) }
  }

  digestAt(revision: number): string | undefined {
    const digest = this.#log.digestAt(revision)
    const hidden = this.#hidden.at(revision)
    return digest === undefined || hidden === undefined ? undefined : without(digest, hidden)
  }

  kindSums(): KindSums {
    const sums = this.#log.kindSums()
    return withKind(sums, 'case', minus(sums.get('case') ?? EMPTY_DIGEST, this.#hidden.newest))
  }

  openSnapshot(kinds?: readonly string[]): Snapshot {
    const snapshot = this.#log.openSnapshot(kinds)
    const { revision, digest } = snapshot.head
    const inside = this.#inside
    const hasCases = kinds === undefined || kinds.includes('case')
    return {
      head: { revision, digest: without(digest, this.#hidden.newest) },
      totalCount: snapshot.totalCount - (hasCases ? this.#hiddenCount : 0),
      next(limits) {
        for (let page = snapshot.next(limits); page; page = snapshot.next(limits)) {
          const seen = page.filter((body) => !isHiddenCase(body, inside))
          if (seen.length > 0) return seen
        }
        return undefined
      },
      close: () => snapshot.close(),
    }
  }

  onCommit(listener: () => void): () => void {
    return this.#log.onCommit(listener)
  }

  moved(revision: number, id: string, before: Place | undefined, after: Place | undefined): void {
    let sum = this.#hidden.newest
    if (before && isHidden(before, this.#inside)) {
      sum = removed(sum, 'case', id, before.revision)
      this.#hiddenCount -= 1
    }
    if (after && isHidden(after, this.#inside)) {
      sum = added(sum, 'case', id, after.revision)
      this.#hiddenCount += 1
    } else if (after) this.#shown.add(id)
    this.#hidden.set(revision, sum)
  }

  gridChanged(): void {
    const inside = this.#gridsInside()
    const key = hash('sha256', [...inside].sort().join('\n')).slice(0, KEY_LENGTH)
    const epoch = `${this.#log.epoch}.${key}`
    if (epoch === this.#epoch) return
    this.#epoch = epoch
    this.#inside = inside
    this.#beginAnew()
  }

  #beginAnew(): void {
    let sum = EMPTY_DIGEST
    this.#hiddenCount = 0
    this.#shown = new Set()
    for (const [id, place] of this.#places.cases()) {
      if (isHidden(place, this.#inside)) {
        sum = added(sum, 'case', id, place.revision)
        this.#hiddenCount += 1
      } else this.#shown.add(id)
    }
    this.#hidden = new SumHistory(this.#places.revision, sum, REMEMBERED_COUNT)
  }

  #gridsInside(): ReadonlySet<string> {
    const parentOf = (id: string): string | undefined => this.#places.parentOf(id)
    const below = [...this.#places.gridNodes()].filter((id) => isInDistricts(id, this.#districts, parentOf))
    return new Set([...this.#districts, ...below])
  }

  #seen(body: Uint8Array): Uint8Array {
    const glance = glanceAt(body)
    if (!glance || glance.what === 'grid-node') return body
    if (glance.what === 'case' && !isHidden(glance.place, this.#inside)) return body
    const isKnown = this.#shown.has(glance.id)
    if (glance.what === 'case-removed' && isKnown) return body
    const revision = glance.what === 'case' ? glance.place.revision : glance.revision
    return encodeRemoval(revision, committedAtMs(body), 'case', isKnown ? glance.id : '')
  }
}

function isHiddenCase(body: Uint8Array, inside: ReadonlySet<string>): boolean {
  const glance = glanceAt(body)
  return glance?.what === 'case' && isHidden(glance.place, inside)
}

function isHidden({ gridId, synthetic }: Place, inside: ReadonlySet<string>): boolean {
  return !synthetic && !inside.has(gridId)
}
