import type { Dated } from '../wall/dated.ts'

export interface PanelFrameProps {
  readonly title: string
  /** What the panel counts, as of when. */
  readonly info?: Dated<string> | undefined
}
