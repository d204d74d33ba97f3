export interface Bounds {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Screen {
  readonly id: number
  readonly bounds: Bounds
  readonly scaleFactor: number
  /** The display of the layout that it is. Absent: the layout does not know it. */
  readonly displayId?: string
  /** A seat's own screen: its window is an ordinary one. */
  readonly isDesk?: boolean
}

export interface PlacementPlan {
  /** Displays whose window goes: they are unplugged, or differ from what the window was made for. */
  readonly close: readonly number[]
  readonly open: readonly Screen[]
}

/**
 * One window per display, made for its place and size. A display that changed gets a new window, because moving
 * a kiosk window lands on the wrong display in several desktops; one that stayed as it was is left alone, however
 * often the desktop announces it.
 */
export function planPlacement(
  screens: readonly Screen[],
  windows: ReadonlyMap<number, Screen>,
): PlacementPlan {
  const wanted = new Map(screens.filter(isLit).map((screen) => [screen.id, screen]))
  const close = [...windows.keys()].filter((id) => !isSamePlace(wanted.get(id), windows.get(id)))
  const open = [...wanted.values()].filter((screen) => !isSamePlace(windows.get(screen.id), screen))
  return { close, open }
}

/** A display that is being unplugged may be announced once more with no size. */
function isLit(screen: Screen): boolean {
  return screen.bounds.width > 0 && screen.bounds.height > 0
}

function isSamePlace(one: Screen | undefined, other: Screen | undefined): boolean {
  return (
    one !== undefined &&
    other !== undefined &&
    one.scaleFactor === other.scaleFactor &&
    one.displayId === other.displayId &&
    one.isDesk === other.isDesk &&
    one.bounds.x === other.bounds.x &&
    one.bounds.y === other.bounds.y &&
    one.bounds.width === other.bounds.width &&
    one.bounds.height === other.bounds.height
  )
}
