import type { Composition, ShownIds } from './composition.ts'
import type { Size } from './view-lock.ts'

/** What draws a map in an element: a canvas or a globe. It decides nothing; it draws what is composed. */
export interface MapSurface {
  /** What is the same object as before is not drawn again. */
  draw(composition: Composition, remPx: number): void
  resize(size: Size): void
  /** What lies on the surface, as the surface itself has it. */
  shown(): ShownIds
  dispose(): void
}

export interface SurfaceOptions {
  readonly element: HTMLElement
  /** Its pixels were lost and it is ready again: what it drew before has to be drawn anew. */
  readonly onRestored: () => void
  /** It cannot draw any more: another kind of surface has to take its place. */
  readonly onGone: () => void
}
