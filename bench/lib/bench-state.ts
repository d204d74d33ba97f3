import { decodeChanges } from '../../core/watch/decode.ts'
import { Change } from '../../proto/gen/wall/v1/wall_feed.ts'
import type { IntakeRecord } from '../../proto/gen/wall/v1/intake.ts'
import type { ResourceChange } from '../../domain/model/resource.ts'

/** What the core decodes when a gateway sends on what these records say. */
export function changesOf(records: readonly IntakeRecord[]): readonly ResourceChange[] {
  const wire = records.map((record, index): Change => {
    const { slaPolicy, operationMode, gridNode, unit } = record
    return {
      ...Change.decode(new Uint8Array()),
      revision: index + 1,
      ...(record.case === undefined ? {} : { case: record.case }),
      ...(slaPolicy === undefined ? {} : { slaPolicy }),
      ...(operationMode === undefined ? {} : { operationMode }),
      ...(gridNode === undefined ? {} : { gridNode }),
      ...(unit === undefined ? {} : { unit }),
    }
  })
  return decodeChanges(wire).changes
}
