import type { Preset, SceneLayout, SceneName } from '../../domain/view/display-item.ts'
import type { FileProblem } from '../../domain/view/file-problem.ts'

/**
 * How a host knows the screen that a display is. The strongest word that the host can hear counts: the label of
 * the screen's own data, then the name of the output, then place and size, then the size alone. Never a number in
 * a list: that is another screen after the next start.
 */
export interface ScreenIdentity {
  /** As the desktop tells it from the screen's own data (EDID), maker and model. */
  readonly label?: string
  /** As the X server or the desktop calls the output or monitor, `DP-1`. */
  readonly output?: string
  readonly x?: number
  readonly y?: number
  readonly widthPx?: number
  readonly heightPx?: number
}

export interface LayoutDisplay {
  readonly id: string
  readonly name: string
  readonly nameEn?: string | undefined
  readonly place?: string | undefined
  readonly widthMm: number
  readonly heightMm: number
  readonly widthPx: number
  readonly heightPx: number
  readonly distanceMm: number
  readonly sounds: boolean
  /** A seat's own screen: an ordinary window on a desk, not a part of the wall. */
  readonly desk: boolean
  readonly scene: SceneName
  readonly rotation?: { readonly scenes: readonly SceneName[]; readonly dwellMs: number } | undefined
  /** Who shows its critical panels while it is lost, in this order; after them every display in the file's order. */
  readonly takeover: readonly string[]
  readonly screen?: ScreenIdentity | undefined
}

/** What a layout file says, checked: every id that is named exists, every arrangement is a grid. */
export interface Layout {
  readonly displays: readonly LayoutDisplay[]
  readonly scenes: readonly SceneLayout[]
  readonly presets: readonly Preset[]
}

/** A layout, or a problem per mistake. */
export type ReadLayout =
  | { readonly layout: Layout; readonly problems: readonly [] }
  | { readonly layout?: undefined; readonly problems: readonly FileProblem[] }
