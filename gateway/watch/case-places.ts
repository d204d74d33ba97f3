import type { BatchLimits, Log } from '../log/log.ts'
import { glanceAt } from './glance.ts'
import type { Place } from './glance.ts'

const PAGE: BatchLimits = { changeCount: 1_000, byteCount: 4 * 1024 * 1024 }

/** Told of every change, in the order of the log. */
export interface PlaceFollower {
  /** `undefined`: there is no such case. */
  moved(revision: number, id: string, before: Place | undefined, after: Place | undefined): void
  /** The grid tree is another one; told once after all changes that came together. */
  gridChanged(): void
}

/**
 * Where every case lies, and the grid tree: always as the newest revision has it. A commit and this happen in one
 * turn of the event loop, so that nobody ever sees the one without the other.
 */
export class CasePlaces {
  readonly #log: Log
  readonly #places = new Map<string, Place>()
  readonly #parents = new Map<string, string>()
  readonly #followers = new Set<PlaceFollower>()
  #revision = 0
  #unsubscribe: () => void = () => {}

  constructor(log: Log) {
    this.#log = log
  }

  /** As of this revision. */
  get revision(): number {
    return this.#revision
  }

  /** Reads what is there, and goes on with what comes. */
  start(): void {
    const snapshot = this.#log.openSnapshot()
    try {
      for (let page = snapshot.next(PAGE); page; page = snapshot.next(PAGE)) {
        for (const body of page) this.#take(body)
      }
      this.#revision = snapshot.head.revision
    } finally {
      snapshot.close()
    }
    this.#unsubscribe = this.#log.onCommit(() => this.#catchUp())
  }

  stop(): void {
    this.#unsubscribe()
    this.#followers.clear()
  }

  follow(follower: PlaceFollower): void {
    this.#followers.add(follower)
  }

  cases(): Iterable<readonly [string, Place]> {
    return this.#places
  }

  gridNodes(): Iterable<string> {
    return this.#parents.keys()
  }

  parentOf(gridId: string): string | undefined {
    return this.#parents.get(gridId)
  }

  #catchUp(): void {
    let isGridChanged = false
    for (;;) {
      const batch = this.#log.readAfter(this.#revision, PAGE)
      if (!batch) break
      for (const body of batch.bodies) {
        this.#revision += 1
        if (this.#take(body)) isGridChanged = true
      }
    }
    if (isGridChanged) for (const follower of this.#followers) follower.gridChanged()
  }

  /** Returns whether it changed the grid tree. */
  #take(body: Uint8Array): boolean {
    const glance = glanceAt(body)
    if (glance?.what === 'case') this.#move(glance.id, glance.place)
    if (glance?.what === 'case-removed') this.#move(glance.id, undefined)
    if (glance?.what !== 'grid-node') return false
    const { id, parentId } = glance
    if (this.#parents.get(id) === parentId) return false
    if (parentId === undefined) this.#parents.delete(id)
    else this.#parents.set(id, parentId)
    return true
  }

  #move(id: string, after: Place | undefined): void {
    const before = this.#places.get(id)
    if (after) this.#places.set(id, after)
    else this.#places.delete(id)
    for (const follower of this.#followers) follower.moved(this.#revision, id, before, after)
  }
}
