import { SHOWN_FOR_MS, type DarkReportItem } from '../../../domain/view/truth.ts'

export interface ShownReport {
  readonly report: DarkReportItem
  /** Intervals before it that nobody has dismissed. */
  readonly earlier: number
}

/** However often the wall was cut off, one card: the latest interval, and how many others are unread. */
export function shownReport(
  reports: Iterable<DarkReportItem>,
  dismissed: ReadonlySet<string>,
  nowMs: number,
  rate: number,
): ShownReport | undefined {
  const unread = [...reports]
    .filter(({ id, toMs }) => !dismissed.has(id) && (nowMs - toMs) / rate <= SHOWN_FOR_MS)
    .sort((a, b) => b.toMs - a.toMs)
  const [report] = unread
  return report === undefined ? undefined : { report, earlier: unread.length - 1 }
}
