import type { DisplayItem, PanelName, SceneLayout } from '../../domain/view/display-item.ts'
import type { LayoutDisplay } from './layout.ts'

export type Guests = DisplayItem['guests']

export interface DisplayNow {
  readonly display: LayoutDisplay
  readonly scene: SceneLayout | undefined
  /** Lost, or missing for so long that nobody waits for it any more. */
  readonly isAway: boolean
}

/**
 * Where the critical panels of absent displays are shown meanwhile: on the first display of its takeover list that
 * is there, else on the first one of the layout; nowhere twice, and not at all when a display of the wall shows the
 * panel anyway. A seat's own screen does not count for that: the room cannot read it. A pure function, so that everybody comes back by the same rule that sent them away.
 */
export function guestsOf(displays: readonly DisplayNow[]): ReadonlyMap<string, Guests> {
  const present = displays.filter(({ isAway, scene }) => !isAway && scene !== undefined)
  const seen = new Set<PanelName>(wall(present).flatMap(({ scene }) => panelsOf(scene)))
  const guests = new Map<string, Guests>()
  for (const { display, scene } of displays.filter(({ isAway }) => isAway)) {
    const host = hostFor(display, present)
    if (host === undefined) continue
    for (const panel of scene?.critical ?? []) {
      if (seen.has(panel)) continue
      seen.add(panel)
      guests.set(host, [...(guests.get(host) ?? []), { panel, fromDisplayId: display.id }])
    }
  }
  return guests
}

function hostFor(display: LayoutDisplay, present: readonly DisplayNow[]): string | undefined {
  const ids = present.map((one) => one.display.id)
  const ofWall = wall(present).map((one) => one.display.id)
  return [...display.takeover, ...ofWall, ...ids].find((id) => ids.includes(id))
}

function wall(displays: readonly DisplayNow[]): readonly DisplayNow[] {
  return displays.filter(({ display }) => !display.desk)
}

/** Everything that a scene shows on a screen of some shape; a panel counts if every shape has it. */
export function panelsOf(scene: SceneLayout | undefined): readonly PanelName[] {
  if (scene === undefined) return []
  const everywhere = scene.arrangements
    .map((one) => new Set(one.areas.flatMap((row) => row.trim().split(/\s+/))))
    .reduce((common, areas) => new Set([...common].filter((area) => areas.has(area))))
  return [...everywhere].filter((area): area is PanelName => area !== 'head' && area !== '.')
}
