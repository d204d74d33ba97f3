import type { City } from '../../engine/city.ts'
import type { Roster } from '../../engine/roster.ts'
import type { Process } from '../../engine/simulation.ts'
import { MINUTE_MS } from '../../engine/time.ts'
import { graceToTheEnd, lateArrival, savedHandling } from './clocks.ts'
import { arrivalInOutage, uplinkOutage } from './outage.ts'
import { routeGuarantee } from './route-guarantee.ts'
import { droneShout, stallCluster } from './stalls.ts'

const LOST_POST_ID = 'HRB-P-central-street-3'

/** The evening of the opening, minute by minute; the ordinary cases go on beside it. */
export function startEvening(city: City, roster: Roster): void {
  const at = (time: string, process: Process) => {
    city.simulation.start(process, Date.parse(`2025-02-07T${time}+08:00`))
  }
  at('17:42:00', stallCluster(city))
  at('17:45:30', postLosesOfficers(roster))
  at('17:53:40', arrivalInOutage(city))
  at('17:54:05', arrivalInOutage(city))
  at('17:55:00', uplinkOutage(city))
  at('17:56:10', savedHandling(city))
  at('17:59:45', lateArrival(city))
  at('18:18:30', droneShout(city))
  at('18:20:06', graceToTheEnd(city))
  at('18:40:00', routeGuarantee(city))
}

/** One officer is called away at 17:45:30, the other follows at 17:48: nobody is left for a quarter of an hour. */
function* postLosesOfficers(roster: Roster): Process {
  roster.loseOfficer(LOST_POST_ID)
  yield 2.5 * MINUTE_MS
  roster.loseOfficer(LOST_POST_ID)
  yield 15 * MINUTE_MS
  roster.comeBack(LOST_POST_ID)
}
