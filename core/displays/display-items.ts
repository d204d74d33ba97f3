import type { DisplayItem } from '../../domain/view/display-item.ts'
import type { ViewReport } from '../../domain/view/request.ts'
import type { Holder } from './control.ts'
import type { DisplayView } from './display-views.ts'
import type { LayoutDisplay } from './layout.ts'
import type { DisplayState } from './presence.ts'
import type { Guests } from './takeover.ts'

/** A lease that is used all the time would be a new item all the time. */
const SAME_LEASE_MS = 2_000

export interface DisplayFacts {
  readonly display: LayoutDisplay
  readonly view: DisplayView
  readonly viewSinceMs: number
  readonly state: DisplayState
  readonly guests: Guests
  readonly sounds: boolean
  readonly held: 'alarm' | 'seat' | undefined
  readonly holder: Holder | undefined
  readonly report: ViewReport | undefined
  readonly nowMs: number
  /** Server milliseconds per real one. */
  readonly rate: number
}

/** What views see of a display. */
export function displayItem(facts: DisplayFacts, before: DisplayItem | undefined): DisplayItem {
  const { display, view, state, report, nowMs } = facts
  const { id, name, nameEn, place, widthMm, heightMm, widthPx, heightPx, distanceMm } = display
  const isSameState = before?.state === state && before.sinceMs > 0
  const control = controlOf(facts, before)
  return {
    ...{ id, name, widthMm, heightMm, widthPx, heightPx, distanceMm },
    ...(nameEn === undefined ? {} : { nameEn }),
    ...(place === undefined ? {} : { place }),
    sounds: facts.sounds,
    state,
    sinceMs: isSameState ? before.sinceMs : nowMs,
    scene: view.scene,
    sceneSinceMs: facts.viewSinceMs,
    sceneReason: view.reason,
    guests: facts.guests,
    ...rotationOf(facts),
    ...(view.camera === undefined ? {} : { camera: view.camera }),
    ...(control === undefined ? {} : { control }),
    ...(state !== 'shown' || report === undefined ? {} : reportOf(report)),
  }
}

function rotationOf({ display, held }: DisplayFacts): Pick<DisplayItem, 'rotation'> {
  if (display.rotation === undefined) return {}
  return { rotation: { ...display.rotation, ...(held === undefined ? {} : { held }) } }
}

function controlOf(
  { holder, nowMs, rate }: DisplayFacts,
  before: DisplayItem | undefined,
): DisplayItem['control'] {
  if (holder === undefined) return undefined
  const { by, viewId, remainingMs } = holder
  const untilMs = Math.round(nowMs + remainingMs * rate)
  const last = before?.control
  const isSame =
    last?.viewId === viewId && last.by === by && Math.abs(last.untilMs - untilMs) < SAME_LEASE_MS * rate
  return isSame ? last : { by, viewId, untilMs }
}

function reportOf({ framesPerSecond, worstAgeMs, leastArcMinutes }: ViewReport) {
  return {
    framesPerSecond: Math.round(framesPerSecond),
    ...(worstAgeMs === undefined ? {} : { worstAgeMs }),
    ...(leastArcMinutes === undefined ? {} : { leastArcMinutes }),
  }
}
