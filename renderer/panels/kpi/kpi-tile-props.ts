import type { Dated } from '../../wall/dated.ts'

export interface KpiTileProps {
  readonly name: string
  readonly title: string
  readonly note?: string | undefined
  readonly aside?: string | undefined
  /** What a machine reads, too; `undefined` is shown as a dash and read as empty. */
  readonly value: Dated<string | number> | undefined
}
