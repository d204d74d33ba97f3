import type { CodedSentence } from './coded-sentence.ts'
import type { MapCamera, SceneName } from './display-item.ts'
import type { MapViewChange } from './map-view.ts'

/** What a person at a view asks of this wall itself. The gateway is not asked, but for `reveal`. */
export type Request =
  | { readonly kind: 'alarm-acknowledge'; readonly alarmIds: readonly string[] }
  | {
      readonly kind: 'alarm-shelve'
      readonly alarmId: string
      readonly reason: string
      readonly durationMs: number
    }
  | { readonly kind: 'alarm-unshelve'; readonly alarmId: string }
  | { readonly kind: 'alarm-assign'; readonly alarmId: string; readonly person: string }
  | { readonly kind: 'display-control'; readonly displayId: string; readonly take: boolean }
  | { readonly kind: 'display-scene'; readonly displayId: string; readonly scene: SceneName }
  | { readonly kind: 'display-camera'; readonly displayId: string; readonly camera?: MapCamera }
  | { readonly kind: 'display-rotation'; readonly displayId: string; readonly held: boolean }
  | { readonly kind: 'display-preset'; readonly preset: string }
  | { readonly kind: 'event-activate'; readonly eventId: string }
  | { readonly kind: 'event-roll-back'; readonly eventId: string }
  | {
      readonly kind: 'event-tick'
      readonly eventId: string
      readonly checklistId: string
      readonly itemId: string
      readonly done: boolean
    }
  | { readonly kind: 'visitor-mode'; readonly on: boolean }
  | { readonly kind: 'reveal'; readonly caseId: string; readonly reason: string }

export type RequestKind = Request['kind']

/** What became of a request. A refusal is a sentence that says what to do. */
export interface Answer {
  readonly accepted: boolean
  readonly refusal?: string
  /** Accepted, and this has to be known: a sentence. */
  readonly note?: string
  /** The refusal or the note in a form that a view says in its own language. */
  readonly coded?: CodedSentence
  readonly revealed?: { readonly title: string; readonly address: string }
}

/** Who asks: a page, the display it stands on, and the seat that named itself in its address. */
export interface Asker {
  readonly viewId: string
  readonly displayId?: string
  readonly seat?: string
}

/** What a page says of itself, every few seconds. */
export interface ViewReport {
  readonly framesPerSecond: number
  readonly widthPx: number
  readonly heightPx: number
  readonly worstAgeMs?: number
  readonly leastArcMinutes?: number
  /** What its map came to look at since the last report, in order. */
  readonly mapViews?: readonly MapViewChange[]
}
