import { SHOWN_FOR_MS, type Correction } from '../../domain/view/truth.ts'
import type { CaseItem } from '../../domain/view/items.ts'

export interface ShownCorrection {
  readonly item: CaseItem
  readonly correction: Correction
}

/** 更正, while it is to be shown: ten minutes that really passed, however fast a scenario runs. */
export function correctionsOf(item: CaseItem, nowMs: number, rate: number): readonly Correction[] {
  return (item.corrections ?? []).filter(({ atMs }) => (nowMs - atMs) / rate <= SHOWN_FOR_MS)
}

/** Of all cases, newest first. */
export function allCorrections(
  cases: Iterable<CaseItem>,
  nowMs: number,
  rate: number,
): readonly ShownCorrection[] {
  const shown: ShownCorrection[] = []
  for (const item of cases) {
    if (item.corrections === undefined) continue
    for (const correction of correctionsOf(item, nowMs, rate)) shown.push({ item, correction })
  }
  return shown.sort((a, b) => b.correction.atMs - a.correction.atMs || (a.item.id < b.item.id ? -1 : 1))
}
