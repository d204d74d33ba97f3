import {
  MINIMUM_COUNT,
  percentTruncated,
  type ComplianceReport,
} from '../../../domain/indicators/compliance.ts'
import { elapsedText } from '../../../domain/duration-text.ts'

/** A share as it may be printed: truncated, with its terms; counts only while they are few. */
export interface ComplianceTile {
  readonly percent?: string
  readonly tooFew: boolean
  readonly met: number
  readonly due: number
  readonly p50?: string
  readonly p90?: string
  readonly excluded: readonly Exclusion[]
}

export interface Exclusion {
  readonly word: 'notYetDue' | 'void' | 'voice' | 'noArrival' | 'exempt' | 'presumedShort'
  readonly count: number
}

const DIGITS = 2

export function complianceTileOf(report: ComplianceReport): ComplianceTile {
  const tooFew = report.due > 0 && report.due < MINIMUM_COUNT
  const percent = tooFew ? undefined : percentTruncated(report.met, report.due, DIGITS)
  return {
    tooFew,
    met: report.met,
    due: report.due,
    excluded: exclusionsOf(report),
    ...(percent === undefined ? {} : { percent }),
    ...(tooFew || report.p50Ms === undefined ? {} : { p50: elapsedText(report.p50Ms) }),
    ...(tooFew || report.p90Ms === undefined ? {} : { p90: elapsedText(report.p90Ms) }),
  }
}

function exclusionsOf({ excluded, presumed }: ComplianceReport): readonly Exclusion[] {
  const all: readonly Exclusion[] = [
    { word: 'notYetDue', count: excluded.notYetDue },
    { word: 'voice', count: excluded.voiceCorrected },
    { word: 'void', count: excluded.void },
    { word: 'noArrival', count: excluded.noArrival },
    { word: 'exempt', count: excluded.exempt },
    { word: 'presumedShort', count: presumed },
  ]
  return all.filter(({ count }) => count > 0)
}
