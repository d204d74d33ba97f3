import { roughEms } from '../../components/rough-ems.ts'
import type { LegendEntry } from './legend-entries.ts'

export interface LegendWord extends LegendEntry {
  readonly text: string
}

const SIGN_REM = 1.3
const GAP_REM = 0.8
/** Room for the words that say how to see the rest. */
const REST_REM = 7

/** As many entries, in their order, as have room in so many rows; words are measured, not cut. */
export function entriesThatFit(
  entries: readonly LegendWord[],
  measureRem: (text: string) => number,
  widthRem: number,
  rows: number,
): readonly LegendWord[] {
  const shown: LegendWord[] = []
  let row = 1
  let usedRem = 0
  for (const entry of entries) {
    const needRem = SIGN_REM + measureRem(entry.text) + GAP_REM
    if (usedRem + needRem > widthRem) {
      row++
      usedRem = 0
    }
    const isLast = shown.length === entries.length - 1
    if (row > rows || (row === rows && !isLast && usedRem + needRem + REST_REM > widthRem)) return shown
    usedRem += needRem
    shown.push(entry)
  }
  return shown
}

export function roughRem(text: string): number {
  return roughEms(text) * NOTE_REM
}

const NOTE_REM = 0.9
