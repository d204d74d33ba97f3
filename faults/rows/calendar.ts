import { FactType } from '../../proto/gen/wall/v1/case.ts'
import { aCase, aFact, aRecord } from '../../gateway/testing/records.ts'
import { toTimestamp } from '../../gateway/timestamps.ts'
import { LocalGateway } from '../lib/local-gateway.ts'
import { SteppableClock } from '../lib/steppable-clock.ts'
import { timingOf } from '../lib/timing.ts'
import type { Row, Trial } from '../lib/trial.ts'
import { WallProgram } from '../lib/wall-program.ts'

const HOUR_MS = 3_600_000

/** Half a minute before each: the case's clocks run across it. */
const MOMENTS = {
  'an hour left out in spring': Date.UTC(2026, 2, 8, 6, 59, 30),
  'an hour twice in autumn': Date.UTC(2026, 10, 1, 5, 59, 30),
  'the leap day in Shanghai': Date.UTC(2028, 1, 28, 15, 59, 30),
  'the new year in Shanghai': Date.UTC(2026, 11, 31, 15, 59, 30),
}

const ZONES = ['Asia/Shanghai', 'America/New_York', 'Pacific/Apia']

/** A wall in each time zone beside the same gateway: what they show is the same to the millisecond. */
async function calendar(trial: Trial): Promise<void> {
  for (const [name, momentMs] of Object.entries(MOMENTS)) {
    const clock = new SteppableClock()
    clock.step(momentMs - clock.wallMs())
    const gateway = await LocalGateway.start(trial, { clock })
    const revision = await report(gateway, momentMs)
    const shown: string[] = []
    for (const zone of ZONES) {
      const fault = trial.inject(`${name}, seen from ${zone}`)
      const wall = await WallProgram.start(trial, {
        gateway: gateway.address,
        timing: timingOf(trial),
        env: { TZ: zone },
        setToMs: momentMs,
      })
      await wall.liveAt(revision)
      const answer = await wall.until('the numbers of the day', (one) => one.shown.dayFromMs !== undefined)
      if (answer.localHour !== hourIn(zone, momentMs))
        throw new Error(`${zone} was not taken for the time zone.`)
      if (Math.abs(answer.health.clock.offsetMs) > HOUR_MS / 2)
        throw new Error('The two clocks are of different days.')
      fault.seen(`the hour of the program, ${answer.localHour}`)
      shown.push(JSON.stringify(answer.shown))
      await wall.kill()
    }
    if (new Set(shown).size > 1)
      throw new Error(`${name}: the zones show different things: ${shown.join(' and ')}`)
    requireDeadlines(shown[0] ?? '', momentMs)
    await gateway.stop()
  }
}

async function report(gateway: LocalGateway, momentMs: number): Promise<number> {
  const at = (secondsAgo: number) => ({ at: toTimestamp(momentMs - secondsAgo * 1_000) })
  const facts = [
    aFact('reported', FactType.FACT_TYPE_REPORTED, at(60)),
    aFact('registered', FactType.FACT_TYPE_REGISTERED, at(50)),
    aFact('dispatched', FactType.FACT_TYPE_DISPATCHED, { ...at(40), unitId: 'u-1' }),
  ]
  const [result] = (await gateway.client.publish([aRecord('a', { case: aCase('a', { facts }) })])).results
  if (result === undefined || result.refusal !== '') throw new Error(`Refused: ${result?.refusal}`)
  return result.revision
}

/** Every instant that is shown lies within some hours of the moment, whatever the calendar did. */
function requireDeadlines(shown: string, momentMs: number): void {
  const instants = [...shown.matchAll(/"(?:startMs|dueMs|limitMs|deadlineMs|reportedMs)":(\d{12,14})/g)].map(
    (one) => Number(one[1]),
  )
  if (instants.length === 0) throw new Error(`No instant is shown: ${shown}`)
  const strayed = instants.filter((ms) => Math.abs(ms - momentMs) > 2 * HOUR_MS)
  if (strayed.length > 0) throw new Error(`Instants far from ${momentMs}: ${strayed.join(', ')}`)
}

function hourIn(timeZone: string, ms: number): number {
  return Number(new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(ms))
}

export const CALENDAR: readonly Row[] = [
  {
    id: 'C3',
    sentence: 'summer time, leap day, new year and the time zone of the machine change nothing on the glass',
    run: calendar,
  },
]
