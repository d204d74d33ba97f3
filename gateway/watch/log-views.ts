import type { Caller } from '../identity/caller.ts'
import type { Log } from '../log/log.ts'
import { CasePlaces } from './case-places.ts'
import { DistrictView } from './district-view.ts'
import type { LogView } from './log-view.ts'

/**
 * The views of one log: one for each distinct set of districts that somebody has watched with, however many walls
 * share it. They are kept until the gateway stops, so that a wall which comes back can go on; there are no more of
 * them than the identity file has ever had sets of districts. Without districts there is no cost at all.
 */
export class LogViews {
  readonly #log: Log
  readonly #views = new Map<string, DistrictView>()
  #places: CasePlaces | undefined

  constructor(log: Log) {
    this.#log = log
  }

  viewFor({ districts }: Pick<Caller, 'districts'>): LogView {
    if (districts.length === 0) return this.#log
    const sorted = [...new Set(districts)].sort()
    const key = sorted.join('\n')
    const known = this.#views.get(key)
    if (known) return known
    const view = DistrictView.open(this.#log, this.#startedPlaces(), sorted)
    this.#views.set(key, view)
    return view
  }

  stop(): void {
    this.#places?.stop()
    this.#views.clear()
  }

  #startedPlaces(): CasePlaces {
    if (this.#places) return this.#places
    const places = new CasePlaces(this.#log)
    places.start()
    this.#places = places
    return places
  }
}
