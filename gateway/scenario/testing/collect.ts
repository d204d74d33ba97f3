import type { Case, Fact, FactType } from '../../../proto/gen/wall/v1/case.ts'
import type { IntakeRecord } from '../../../proto/gen/wall/v1/intake.ts'
import type { Scenario, TimedRecord } from '../scenario.ts'
import { timestampMs } from '../engine/time.ts'

/** The records that are due up to an instant. */
export function recordsUntil(scenario: Scenario, seed: number, untilMs: number): readonly TimedRecord[] {
  const records: TimedRecord[] = []
  for (const timed of scenario.records(seed)) {
    if (timed.atMs > untilMs) break
    records.push(timed)
  }
  return records
}

/** All payloads of one kind, in order. */
export function payloads<K extends keyof IntakeRecord>(
  records: readonly TimedRecord[],
  kind: K,
): readonly NonNullable<IntakeRecord[K]>[] {
  return records.flatMap(({ record }) => {
    const payload = record[kind]
    return payload === undefined ? [] : [payload]
  })
}

/** The cases with all facts that the records bring. */
export function casesOf(records: readonly TimedRecord[]): readonly Case[] {
  const cases = new Map<string, Case>()
  for (const { record } of records) {
    if (record.case !== undefined)
      cases.set(record.case.id, { ...record.case, facts: [...record.case.facts] })
    const fact = record.caseFact?.fact
    if (fact !== undefined) cases.get(record.caseFact?.caseId ?? '')?.facts.push(fact)
  }
  return [...cases.values()]
}

export function factOf({ facts }: Case, type: FactType): Fact | undefined {
  return facts.find((fact) => fact.type === type)
}

/** When something first happened to a case. */
export function factMs(subject: Case, type: FactType): number | undefined {
  const at = factOf(subject, type)?.at
  return at === undefined ? undefined : timestampMs(at)
}

/** From the first to the second fact, where a case has both. */
export function spanMs(subject: Case, from: FactType, to: FactType): number | undefined {
  const fromMs = factMs(subject, from)
  const toMs = factMs(subject, to)
  return fromMs === undefined || toMs === undefined ? undefined : toMs - fromMs
}

export function shareWithin(spansMs: readonly number[], limitMs: number): number {
  return spansMs.filter((spanMs) => spanMs <= limitMs).length / spansMs.length
}
