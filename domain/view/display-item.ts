import type { FileProblem } from './file-problem.ts'

/** What a display may show. `desk` is a seat's page that steers the others; `safe` needs neither map nor chart. */
export const SCENE_NAMES = [
  'overview',
  'situation',
  'response',
  'duty',
  'event',
  'indicators',
  'health',
  'desk',
  'safe',
] as const
export type SceneName = (typeof SCENE_NAMES)[number]

/** The parts that scenes are made of. */
export const PANEL_NAMES = [
  'kpi',
  'flow',
  'map',
  'board',
  'duty',
  'alarms',
  'alarm-quality',
  'response-figures',
  'response-attempts',
  'roster',
  'coverage',
  'chain',
  'event-head',
  'event-timeline',
  'event-posts',
  'event-incidents',
  'event-districts',
  'event-checklists',
  'indicator-trend',
  'indicator-sources',
  'indicator-grids',
  'health-displays',
  'health-link',
  'health-sound',
  'desk-displays',
  'desk-command',
] as const
export type PanelName = (typeof PANEL_NAMES)[number]

/**
 * One way to arrange a scene: a CSS grid in its own words. `minAspect` is the least width / height for which it is
 * meant; of the arrangements of a scene the one with the greatest `minAspect` that fits is taken.
 */
export interface Arrangement {
  readonly minAspect: number
  /** Rows of area names, each a panel's name or `.`; `head` is the wall's header. */
  readonly areas: readonly string[]
  readonly columns: string
  readonly rows: string
}

export interface SceneLayout {
  readonly name: SceneName
  /** Panels that must be seen somewhere: when their display is lost they move to another. */
  readonly critical: readonly PanelName[]
  readonly arrangements: readonly Arrangement[]
}

/** Which scene goes to which display, by a name that a seat can call. */
export interface Preset {
  readonly name: string
  readonly nameEn: string
  readonly scenes: Readonly<Record<string, SceneName>>
}

/** One item, id `layout`. */
export interface LayoutItem {
  readonly id: string
  readonly file?: string
  readonly scenes: readonly SceneLayout[]
  readonly presets: readonly Preset[]
  /** The mistakes in the file on disk; with any, the last good layout stays in force. */
  readonly problems: readonly FileProblem[]
  /** Ids that pages give as their display's and that the layout does not have; such a page gets the wall's own glass. */
  readonly strangers?: readonly string[]
}

/** Why a display shows what it shows. */
export type SceneReason = 'layout' | 'rotation' | 'seat' | 'preset' | 'event' | 'alarm'

/** Where a map looks. `auto`: at all incidents, fitted again only when their set changes. */
export interface MapCamera {
  readonly lat: number
  readonly lon: number
  /** Metres of ground across the panel's width. */
  readonly widthM: number
}

/** A physical screen by its identity, not by its number. */
export interface DisplayItem {
  readonly id: string
  readonly name: string
  readonly nameEn?: string
  readonly place?: string
  readonly widthMm: number
  readonly heightMm: number
  readonly widthPx: number
  readonly heightPx: number
  readonly distanceMm: number
  /** The one display whose machine makes the sounds. */
  readonly sounds: boolean
  /** `lost`: no page has shown it for longer than a reload takes. `unseen`: none ever has. */
  readonly state: 'shown' | 'lost' | 'unseen'
  /** Server time; 0 while that is not known, as is `sceneSinceMs`. */
  readonly sinceMs: number
  readonly scene: SceneName
  readonly sceneSinceMs: number
  readonly sceneReason: SceneReason
  /** Critical panels of lost displays that this one shows for the time being. */
  readonly guests: readonly { readonly panel: PanelName; readonly fromDisplayId: string }[]
  readonly rotation?: {
    readonly scenes: readonly SceneName[]
    readonly dwellMs: number
    readonly held?: 'alarm' | 'seat'
  }
  /** Set by a seat; absent: the map fits itself. */
  readonly camera?: MapCamera
  readonly control?: { readonly by: string; readonly viewId: string; readonly untilMs: number }
  readonly framesPerSecond?: number
  /** Of the worst panel on it, as its page says. */
  readonly worstAgeMs?: number
  /** Of the smallest text on it, as its page measured. */
  readonly leastArcMinutes?: number
}
