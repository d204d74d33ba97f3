import { MOST_MAP_VIEWS, type MapViewChange } from '../../domain/view/map-view.ts'

/** What the map of this page came to look at since the last report, for the log of the wall. */
export class MapViewChanges {
  #changes: MapViewChange[] = []

  /** A gesture is hundreds of views and one change: the last of them counts. */
  note(change: MapViewChange): void {
    if (this.#changes.at(-1)?.reason === change.reason) this.#changes.pop()
    this.#changes.push(change)
    this.#changes.splice(0, this.#changes.length - MOST_MAP_VIEWS)
  }

  take(): readonly MapViewChange[] {
    return this.#changes.splice(0)
  }
}
