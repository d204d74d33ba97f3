import type { UnusualCase } from '../indicators/indicator-detail.ts'
import type { ClockRecord } from '../sla/clock-record.ts'
import type { IndicatorItem } from '../view/items.ts'

/** The numbers of the day tell of single cases, too: their words and who approved what are masked like the cases. */
export function maskUnusual(
  item: IndicatorItem,
  hide: (text: string) => string,
  hidden: string,
): IndicatorItem {
  const { detail } = item
  if (detail === undefined) return item
  const unusual = detail.unusual.map((one): UnusualCase => ({
    ...one,
    title: hide(one.title),
    address: hide(one.address),
    attempts: one.attempts.map((attempt) =>
      attempt.returnReason === undefined ? attempt : { ...attempt, returnReason: hide(attempt.returnReason) },
    ),
    extensions: one.extensions.map((extension) =>
      extension.approver === undefined ? extension : { ...extension, approver: hidden },
    ),
    ...(one.handle === undefined ? {} : { handle: withoutApprovers(one.handle, hidden) }),
  }))
  return { ...item, detail: { ...detail, unusual } }
}

function withoutApprovers(clock: ClockRecord, hidden: string): ClockRecord {
  const pauses = clock.pauses.map((pause) =>
    pause.approver === undefined ? pause : { ...pause, approver: hidden },
  )
  return { ...clock, pauses }
}
