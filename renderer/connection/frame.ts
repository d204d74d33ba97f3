/** Runs something once with the next picture; the two differ in what they wait for. */
export interface Frames {
  /** Before the next paint. */
  beforePaint(callback: () => void): void
  /** After the paint of the running frame. */
  afterPaint(callback: () => void): void
  /** After a picture that was really drawn. Unlike the others it waits for ever where no frames come. */
  onGlass(callback: () => void): void
}

/** A window that is covered gets no frames: it still has to follow, only less often. */
const HIDDEN_MS = 250

export const windowFrames: Frames = {
  beforePaint(callback) {
    let done = false
    const run = (): void => {
      if (done) return
      done = true
      cancelAnimationFrame(frame)
      clearTimeout(timer)
      callback()
    }
    const frame = requestAnimationFrame(run)
    const timer = setTimeout(run, HIDDEN_MS)
  },
  // A task queued from inside a frame runs once that frame is on the glass.
  afterPaint: (callback) => void setTimeout(callback, 0),
  onGlass: (callback) => void requestAnimationFrame(() => setTimeout(callback, 0)),
}
