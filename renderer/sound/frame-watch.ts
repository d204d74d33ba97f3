import { setRepeatingTimer, type Clock } from '../../domain/clock.ts'

/** Without a drawn picture for this long, what is on the glass is a photograph. */
const FROZEN_AFTER_MS = 8_000
const LOOK_MS = 1_000

/** The frames of a page, as far as they tell whether it is still drawn. */
export interface FrameSource {
  /** Calls back with the next frame. */
  next(callback: () => void): void
  /** A page that nobody sees gets no frames, and nobody misses them. */
  isVisible(): boolean
}

export const pageFrames: FrameSource = {
  next: (callback) => void requestAnimationFrame(callback),
  isVisible: () => document.visibilityState === 'visible',
}

/** Tells when the page is not drawn any more though somebody could see it, and when it is again. Returns the stop. */
export function watchFrames(
  clock: Clock,
  frames: FrameSource,
  onChange: (isFrozen: boolean) => void,
): () => void {
  let drawnMs = clock.monotonicMs()
  let isFrozen = false
  let isAsked = false
  const note = (frozen: boolean): void => {
    if (frozen === isFrozen) return
    isFrozen = frozen
    onChange(frozen)
  }
  return setRepeatingTimer(clock, LOOK_MS, () => {
    if (!frames.isVisible()) drawnMs = clock.monotonicMs()
    note(clock.monotonicMs() - drawnMs > FROZEN_AFTER_MS)
    if (isAsked) return
    isAsked = true
    frames.next(() => {
      isAsked = false
      drawnMs = clock.monotonicMs()
      note(false)
    })
  })
}
