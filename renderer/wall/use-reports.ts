import { onScopeDispose } from 'vue'
import { setRepeatingTimer, type Clock } from '../../domain/clock.ts'
import { leastArcMinutes } from '../theme/least-text.ts'
import { FrameRate } from './frame-rate.ts'
import type { OwnDisplay } from './use-display.ts'
import type { WallView } from './use-wall.ts'

const REPORT_MS = 5_000
/** Walking every text of the page costs some milliseconds: not with each report. */
const MEASURED_EVERY = 6

/** Says every five seconds how this page is doing; the health scene of every display shows it. */
export function useReports(wall: WallView, display: OwnDisplay, clock: Clock): void {
  const frames = new FrameRate(clock)
  let reports = 0
  let leastMinutes: number | undefined
  let measuredScene = ''
  const stopFrames = frames.start()
  const stopReports = setRepeatingTimer(clock, REPORT_MS, () => {
    if (reports++ % MEASURED_EVERY === 0 || measuredScene !== display.scene.value) {
      leastMinutes = leastArcMinutes(document.body, display.glass.value, innerWidth)
      measuredScene = display.scene.value
    }
    const worstAgeMs = wall.ages.worstMs()
    // While nobody hears of them they wait.
    const mapViews = wall.status.value.core === 'connected' ? wall.mapViews.take() : []
    wall.reports.send({
      framesPerSecond: frames.take(),
      widthPx: Math.round(innerWidth * devicePixelRatio),
      heightPx: Math.round(innerHeight * devicePixelRatio),
      ...(worstAgeMs === undefined ? {} : { worstAgeMs }),
      ...(leastMinutes === undefined ? {} : { leastArcMinutes: leastMinutes }),
      ...(mapViews.length === 0 ? {} : { mapViews }),
    })
  })
  onScopeDispose(() => {
    stopFrames()
    stopReports()
  })
}
