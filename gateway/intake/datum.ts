import gcoord from 'gcoord'
import type { Position } from '../../proto/gen/wall/v1/case.ts'
import { Datum } from '../../proto/gen/wall/v1/intake.ts'
import { Refusal } from './refusal.ts'

/** A position in WGS-84, whatever it came in. The only place of the system where datums meet. */
export function toWgs84(position: Position, datum: Datum, pathOf: () => string): Position {
  if (!(Math.abs(position.lat) <= 90)) {
    throw new Refusal(`${pathOf()}.lat is ${position.lat}; it must lie between -90 and 90`)
  }
  if (!(Math.abs(position.lon) <= 180)) {
    throw new Refusal(`${pathOf()}.lon is ${position.lon}; it must lie between -180 and 180`)
  }
  switch (datum) {
    case Datum.DATUM_WGS84:
    // Equal to WGS-84 within decimetres.
    case Datum.DATUM_CGCS2000:
      return position
    case Datum.DATUM_GCJ02:
      return fromGcj02(position)
    case Datum.DATUM_UNSPECIFIED:
      throw new Refusal(`${pathOf()} has no datum; state WGS84, GCJ02 or CGCS2000 in the record`)
    default:
      throw new Refusal(`${pathOf()} has the unknown datum ${String(datum)}; use WGS84, GCJ02 or CGCS2000`)
  }
}

function fromGcj02(position: Position): Position {
  const [lon, lat] = gcoord.transform([position.lon, position.lat], gcoord.GCJ02, gcoord.WGS84)
  return { lat, lon }
}
