import type { MapViewReason } from '../../domain/view/map-view.ts'
import type { Asker, ViewReport } from '../../domain/view/request.ts'
import type { Logger } from '../log.ts'
import type { Desk } from '../wall/desk.ts'

const WHY: Readonly<Record<MapViewReason, string>> = {
  first: 'it was opened',
  incidents: 'the set of incidents changed',
  shape: 'the map has another shape',
  refit: 'somebody fitted it again by key',
  drag: 'somebody dragged it',
  wheel: 'somebody turned the wheel over it',
  keys: 'somebody moved it by keys',
  row: 'somebody chose a case',
  'row-back': 'somebody went back to the view before',
  seat: 'a seat set it',
}

/**
 * A map that looks elsewhere than a minute ago has to be explained afterwards, when the line under it tells of
 * another change already: a line in the log for every one that a page reports.
 */
export class MapViewLog implements Desk {
  readonly #log: Logger

  constructor(log: Logger) {
    this.#log = log
  }

  async start(): Promise<void> {}

  async stop(): Promise<void> {}

  tick(): void {}

  answer(): undefined {
    return undefined
  }

  reported({ displayId, viewId, seat }: Asker, { mapViews = [] }: ViewReport): void {
    for (const { reason, atMs, camera, auto } of mapViews) {
      const where = { lat: camera.lat, lon: camera.lon, widthM: Math.round(camera.widthM) }
      const line = { displayId, viewId, seat, reason, auto, ...where, atMs }
      this.#log.info(line, `the map looks elsewhere: ${WHY[reason]}`)
    }
  }
}
