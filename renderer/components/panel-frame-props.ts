import type { Dated } from '../wall/dated.ts'

export interface PanelFrameProps {
  readonly title: string
  /** What the panel counts, as of when. */
  readonly info?: Dated<string> | undefined
  /** What it shows is this wall's own, and there without any gateway. */
  readonly own?: boolean
}
