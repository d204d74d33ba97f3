import type { AlarmItem } from '../../domain/view/alarm-item.ts'
import type { PanelName } from '../../domain/view/display-item.ts'
import type { DisplayViews } from './display-views.ts'
import { holdsAny, isPressing, sceneAfter } from './rotation.ts'
import { panelsOf, type DisplayNow, type Guests } from './takeover.ts'

/**
 * Turns displays from scene to scene. A display stays where it is while a person holds it, and while its panels hold
 * a high alarm; after either it dwells anew, so that nobody is robbed of a picture.
 */
export class Rotations {
  readonly #views: DisplayViews
  readonly #held = new Map<string, 'alarm' | 'seat'>()

  constructor(views: DisplayViews) {
    this.#views = views
  }

  heldBy(displayId: string): 'alarm' | 'seat' | undefined {
    return this.#views.view(displayId)?.held === true ? 'seat' : this.#held.get(displayId)
  }

  turn(
    displays: readonly DisplayNow[],
    guests: ReadonlyMap<string, Guests>,
    alarms: readonly AlarmItem[],
  ): void {
    const pressing = alarms.filter(isPressing)
    for (const { display, scene } of displays) {
      const { id, rotation } = display
      const view = this.#views.view(id)
      this.#held.delete(id)
      if (rotation === undefined || view === undefined) continue
      const panels: readonly PanelName[] = [
        ...panelsOf(scene),
        ...(guests.get(id) ?? []).map((guest) => guest.panel),
      ]
      if (view.held) this.#views.rest(id)
      else if (holdsAny(panels, pressing)) {
        this.#held.set(id, 'alarm')
        this.#views.rest(id)
      } else if (this.#views.dwellMs(id) >= rotation.dwellMs) {
        const next = sceneAfter(rotation.scenes, view.scene)
        if (next !== undefined) this.#views.turn(id, next, 'rotation', 'its time in the rotation came')
      }
    }
  }
}
